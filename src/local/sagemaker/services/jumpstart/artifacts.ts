import { datasetFiles } from './model-documents.js';
import { contentOfBytes, contentOfFile } from './file-record.js';
import type { Content } from './file-record.js';
import type { KeyKind } from './named-keys.js';
import { scriptArchive } from './script-archive.js';

/** The pretrained encoder: one archive, and its members as files. */
export interface EncoderArchive {
  readonly path: string;
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** What stands behind the keys of the documents; each kind is made on first use, and once. */
export class Artifacts {
  readonly #encoder: () => Promise<EncoderArchive>;
  readonly #made = new Map<string, Promise<unknown>>();

  /** `encoder` may be slow, and may fail when its packages are not installed. */
  constructor(encoder: () => Promise<EncoderArchive>) {
    this.#encoder = encoder;
  }

  /** The objects that a named key stands for: itself, or what lies below it if it is a prefix. */
  async objects(key: string, kind: KeyKind): Promise<[key: string, content: Content][]> {
    if (kind === 'training script' || kind === 'hosting script') {
      return [[key, await this.#once(kind, async () => contentOfBytes(await scriptArchive(kind)))]];
    }
    if (kind === 'dataset') return this.#below(key, datasetFiles);
    const { path, files } = await this.#once('encoder', this.#encoder);
    return key.endsWith('/') ? this.#below(key, files) : [[key, await this.#file(path)]];
  }

  #below(prefix: string, files: EncoderArchive['files']): Promise<[string, Content][]> {
    return Promise.all(
      files.map(async ({ name, path }): Promise<[string, Content]> => [`${prefix}${name}`, await this.#file(path)]),
    );
  }

  #file(path: string): Promise<Content> {
    return this.#once(`file ${path}`, () => contentOfFile(path));
  }

  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#made.get(name) as Promise<T> | undefined) ?? make();
    this.#made.set(name, made);
    // A failure is not remembered: its cause (a missing package) may be gone at the next request.
    made.catch(() => this.#made.delete(name));
    return made;
  }
}
