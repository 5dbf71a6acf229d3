import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../../wire/service-error.js';
import { Documents } from '../../../store/documents.js';
import type { StagedBody } from './body-files.js';
import type { ObjectProperties } from './object-record.js';

/** A part that has arrived; its file is a body of no object yet. */
export interface UploadedPart extends Pick<StagedBody, 'file' | 'size' | 'md5' | 'crc32'> {
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly properties: ObjectProperties;
  /** By part number. */
  readonly parts: Readonly<Record<string, UploadedPart>>;
}

/** Multipart uploads that have been neither completed nor aborted. */
export class UploadStore {
  readonly #uploads: Documents<Upload>;

  constructor(directory: string) {
    this.#uploads = new Documents(directory);
  }

  create(bucket: string, key: string, properties: ObjectProperties): Upload {
    const upload: Upload = { id: randomUUID(), bucket, key, properties, parts: {} };
    this.#uploads.put(upload.id, upload);
    return upload;
  }

  /** @throws ServiceError NoSuchUpload */
  get(bucket: string, key: string, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.bucket !== bucket || upload.key !== key) {
      throw new ServiceError('NoSuchUpload', 'The specified multipart upload does not exist.', 404);
    }
    return upload;
  }

  /** @returns the part that had this number before, whose file is now without an owner */
  addPart(upload: Upload, number: number, { file, size, md5, crc32 }: StagedBody): UploadedPart | undefined {
    const current = this.get(upload.bucket, upload.key, upload.id);
    const part = { file, size, md5, crc32, lastModified: Date.now() };
    this.#uploads.put(upload.id, { ...current, parts: { ...current.parts, [number]: part } });
    return current.parts[number];
  }

  remove(upload: Upload): void {
    this.#uploads.delete(upload.id);
  }

  /** The files of all parts. */
  files(): string[] {
    return this.#uploads.values().flatMap(({ parts }) => Object.values(parts).map(({ file }) => file));
  }
}
