import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from './user-directory.js';

/** A document as it was read, with the ETag by which S3 knows whether it is still the same. */
export interface CachedDocument {
  etag: string;
  text: string;
}

/** Documents of one bucket on disk. Whatever can't be read or written is as if it were not there: a cache is a comfort. */
export class DocumentCache {
  readonly #directory: string;

  constructor(bucket: string) {
    this.#directory = path.join(cacheDirectory(), 'jumpstart', bucket);
  }

  async get(key: string): Promise<CachedDocument | null> {
    try {
      const { etag, text } = JSON.parse(await readFile(this.#file(key), 'utf8')) as Partial<CachedDocument>;
      return typeof etag === 'string' && typeof text === 'string' ? { etag, text } : null;
    } catch {
      return null;
    }
  }

  /** Renamed into place, so that a reader never sees half a document. */
  async put(key: string, document: CachedDocument): Promise<void> {
    const file = this.#file(key);
    const fresh = `${file}.${process.pid}`;
    try {
      await mkdir(this.#directory, { recursive: true });
      await writeFile(fresh, JSON.stringify(document));
      await rename(fresh, file);
    } catch {
      // A full or read-only disk costs a download the next time, nothing else.
    }
  }

  #file(key: string): string {
    return path.join(this.#directory, `${createHash('sha256').update(key).digest('hex')}.json`);
  }
}
