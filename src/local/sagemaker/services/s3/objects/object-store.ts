import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultBucket, usedRegion } from './default-bucket.js';
import { ServiceError } from '../../../wire/service-error.js';
import { Documents, digest } from '../../../store/documents.js';
import { BodyFiles } from './body-files.js';
import type { StagedBody } from './body-files.js';
import { compareKeys } from './object-record.js';
import type { Bucket, ObjectChecksum, ObjectProperties, ObjectRecord } from './object-record.js';
import { UploadStore } from './upload-store.js';

interface BucketDocument {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
}

/** An object as its document has it: the body by the name of its file. */
type ObjectDocument = Omit<ObjectRecord, 'body'> & { readonly file: string };

/** Overrides for a multipart upload, whose ETag and checksum are not those of its bytes. */
export interface CommitOptions {
  readonly properties: ObjectProperties;
  readonly etag?: string;
  readonly checksum?: ObjectChecksum;
}

/** Buckets and objects on disk, and virtual read-only buckets beside them. */
export class ObjectStore {
  readonly bodies: BodyFiles;
  readonly uploads: UploadStore;
  readonly #directory: string;
  readonly #buckets: Documents<BucketDocument>;
  readonly #objects = new Map<string, Documents<ObjectDocument>>();
  readonly #virtualBucket: (name: string) => Bucket | undefined;

  constructor(directory: string, virtualBucket: (name: string) => Bucket | undefined) {
    this.#directory = directory;
    this.#virtualBucket = virtualBucket;
    this.bodies = new BodyFiles(join(directory, 'bodies'));
    this.uploads = new UploadStore(join(directory, 'uploads'));
    const isNew = !existsSync(join(directory, 'buckets'));
    this.#buckets = new Documents(join(directory, 'buckets'));
    if (isNew) this.create(defaultBucket(usedRegion), usedRegion);
    for (const { name } of this.#buckets.values()) this.#open(name);
    const objects = [...this.#objects.values()].flatMap((documents) => documents.values());
    this.bodies.sweep(new Set([...objects.map(({ file }) => file), ...this.uploads.files()]));
  }

  /** The buckets of the user, in the order of their names. */
  list(): BucketDocument[] {
    return this.#buckets.values().sort((a, b) => compareKeys(a.name, b.name));
  }

  find(name: string): Bucket | undefined {
    const virtual = this.#virtualBucket(name);
    if (virtual !== undefined) return virtual;
    const document = this.#buckets.get(name);
    const objects = this.#objects.get(name);
    if (document === undefined || objects === undefined) return undefined;
    return {
      ...document,
      get: (key) => Promise.resolve(this.#record(objects.get(key))),
      list: (prefix) => Promise.resolve(this.#sorted(objects, prefix)),
    };
  }

  /** @throws ServiceError NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.find(name);
    if (bucket === undefined) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  }

  isReadOnly(name: string): boolean {
    return this.#virtualBucket(name) !== undefined;
  }

  create(name: string, region: string): void {
    this.#buckets.put(name, { name, region, createdAt: wholeSecond() });
    this.#open(name);
  }

  /** The bucket must be empty. */
  remove(name: string): void {
    this.#buckets.delete(name);
    this.#objects.delete(name);
  }

  /** What a bucket has under a key at this very moment: between this and `commit` nothing else can happen. */
  peek(bucket: string, key: string): ObjectRecord | undefined {
    return this.#record(this.#objects.get(bucket)?.get(key));
  }

  /** Makes a staged body the object of that key. */
  commit(bucket: string, key: string, staged: StagedBody, options: CommitOptions): ObjectRecord {
    const objects = this.#objects.get(bucket);
    if (objects === undefined) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    const before = objects.get(key);
    const document: ObjectDocument = {
      ...options.properties,
      key,
      size: staged.size,
      etag: options.etag ?? staged.md5,
      lastModified: wholeSecond(),
      checksum: options.checksum ?? { crc32: staged.crc32, type: 'FULL_OBJECT' },
      file: staged.file,
    };
    objects.put(key, document);
    if (before !== undefined) this.bodies.remove(before.file);
    return this.#toRecord(document);
  }

  /** Deleting what is not there is no error. */
  delete(bucket: string, key: string): void {
    const objects = this.#objects.get(bucket);
    const document = objects?.get(key);
    if (objects === undefined || document === undefined) return;
    objects.delete(key);
    this.bodies.remove(document.file);
  }

  #open(name: string): void {
    this.#objects.set(name, new Documents(join(this.#directory, 'objects', digest(name))));
  }

  #sorted(objects: Documents<ObjectDocument>, prefix: string): ObjectRecord[] {
    const found = objects.values().filter(({ key }) => key.startsWith(prefix));
    return found.sort((a, b) => compareKeys(a.key, b.key)).map((document) => this.#toRecord(document));
  }

  #record(document: ObjectDocument | undefined): ObjectRecord | undefined {
    return document === undefined ? undefined : this.#toRecord(document);
  }

  #toRecord({ file, ...rest }: ObjectDocument): ObjectRecord {
    return { ...rest, body: { file: this.bodies.path(file) } };
  }
}

function wholeSecond(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}
