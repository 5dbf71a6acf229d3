import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { float32Bytes, float32Values } from '../numbers/float32-bytes.js';

/** Starts each record, so that a reader finds the next one behind a torn one. */
const recordMark = Buffer.from('TWv1');
const keyBytes = 32;
const checkBytes = 4;

/**
 * Vectors of texts on disk: one append-only file an encoder, `DIRECTORY/ENCODER.vectors`, of records
 * `mark, sha256(encoder + text), float32 little endian vector, CRC-32`. Several jobs may append at a time: a record
 * that another one tore, or a torn end, is skipped and its text encoded again.
 */
export class EncodingCache {
  readonly #path: string;
  readonly #encoder: string;
  readonly #vectorBytes: number;

  constructor(directory: string, encoder: string, dimension: number) {
    this.#path = join(directory, `${encoder}.vectors`);
    this.#encoder = encoder;
    this.#vectorBytes = dimension * 4;
  }

  /** The vectors known of `texts`, by text. */
  async find(texts: Iterable<string>): Promise<Map<string, Float32Array>> {
    const wanted = new Map<string, string>();
    for (const text of texts) wanted.set(this.#key(text).toString('hex'), text);
    const found = new Map<string, Float32Array>();
    for await (const { key, vector } of this.#records()) {
      const text = wanted.get(key.toString('hex'));
      if (text !== undefined) found.set(text, float32Values(vector));
    }
    return found;
  }

  /** Appends in one write, which the system does not mix with another one's. */
  async add(vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    const records = [...vectors].map(([text, vector]) => {
      const content = Buffer.concat([this.#key(text), float32Bytes(vector)]);
      const check = Buffer.alloc(checkBytes);
      check.writeUInt32LE(crc32(content));
      return Buffer.concat([recordMark, content, check]);
    });
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a');
    try {
      await file.write(Buffer.concat(records));
    } finally {
      await file.close();
    }
  }

  async *#records(): AsyncGenerator<{ key: Buffer; vector: Buffer }> {
    const recordBytes = recordMark.length + keyBytes + this.#vectorBytes + checkBytes;
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.#chunks()) {
      rest = Buffer.concat([rest, chunk]);
      let at = 0;
      while (rest.length - at >= recordBytes) {
        const content = rest.subarray(at + recordMark.length, at + recordBytes - checkBytes);
        const intact =
          rest.subarray(at, at + recordMark.length).equals(recordMark) &&
          rest.readUInt32LE(at + recordBytes - checkBytes) === crc32(content);
        if (intact) yield { key: content.subarray(0, keyBytes), vector: content.subarray(keyBytes) };
        at = intact ? at + recordBytes : nextMark(rest, at + 1);
      }
      rest = rest.subarray(at);
    }
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of createReadStream(this.#path, { highWaterMark: 1 << 20 })) yield chunk as Buffer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  #key(text: string): Buffer {
    return createHash('sha256').update(this.#encoder).update(text).digest();
  }
}

/** Without one, the end of what could be the beginning of one. */
function nextMark(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(recordMark, from);
  return found === -1 ? Math.max(from, bytes.length - recordMark.length + 1) : found;
}
