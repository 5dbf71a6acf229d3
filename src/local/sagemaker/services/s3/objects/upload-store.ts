import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../../wire/service-error.js';
import { Documents } from '../../../store/documents.js';
import type { StagedBody } from './body-files.js';
import type { ObjectChecksum, ObjectProperties } from './object-record.js';

/** A part that has arrived; its file is a body of no object yet. */
export interface UploadedPart extends Pick<StagedBody, 'file' | 'size' | 'md5' | 'crc32'> {
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  /** Base64 of it, where the client sent it with the part. */
  readonly sha256?: string;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly properties: ObjectProperties;
  /** Left out: CRC32. */
  readonly algorithm?: 'SHA256';
  /** By part number. */
  readonly parts: Readonly<Record<string, UploadedPart>>;
}

/** Multipart uploads that have been neither completed nor aborted. */
export class UploadStore {
  readonly #uploads: Documents<Upload>;

  constructor(directory: string) {
    this.#uploads = new Documents(directory);
  }

  create(place: Pick<Upload, 'bucket' | 'key' | 'properties' | 'algorithm'>): Upload {
    const upload: Upload = { ...place, id: randomUUID(), parts: {} };
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
  addPart(
    upload: Upload,
    number: number,
    { file, size, md5, crc32, checksum }: StagedBody & { readonly checksum?: ObjectChecksum },
  ): UploadedPart | undefined {
    const current = this.get(upload.bucket, upload.key, upload.id);
    const sha256 = checksum?.sha256;
    const part = { file, size, md5, crc32, ...(sha256 === undefined ? {} : { sha256 }), lastModified: Date.now() };
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
