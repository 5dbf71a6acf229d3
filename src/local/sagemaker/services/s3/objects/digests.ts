import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';

export interface Digests {
  readonly size: number;
  /** Hex: it becomes the ETag. */
  readonly md5: string;
  /** Hex: `x-amz-content-sha256`. */
  readonly sha256: string;
  readonly sha1: string;
  /** Base64 of the four bytes, big-endian, as S3 writes it. */
  readonly crc32: string;
}

/** Passes bytes on and takes every digest that S3 may be asked to check. */
export class DigestingStream extends Transform {
  readonly #md5 = createHash('md5');
  readonly #sha256 = createHash('sha256');
  readonly #sha1 = createHash('sha1');
  #crc32 = 0;
  #size = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#md5.update(chunk);
    this.#sha256.update(chunk);
    this.#sha1.update(chunk);
    this.#crc32 = crc32(chunk, this.#crc32);
    this.#size += chunk.length;
    done(null, chunk);
  }

  /** May be called once, when the stream has ended. */
  digests(): Digests {
    return {
      size: this.#size,
      md5: this.#md5.digest('hex'),
      sha256: this.#sha256.digest('hex'),
      sha1: this.#sha1.digest('hex'),
      crc32: crc32Text(this.#crc32),
    };
  }
}

export function crc32Text(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}
