import { randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DigestingStream } from './digests.js';
import type { Digests } from './digests.js';
import type { ObjectBody } from './object-record.js';

/** A body that has been written but belongs to no object yet. */
export interface StagedBody extends Digests {
  /** File name in the directory of bodies. */
  readonly file: string;
}

/**
 * The bytes of objects, in files with random names. A file becomes an object's body by being named in its document,
 * and by nothing else: what a kill leaves over is swept away at the next start.
 */
export class BodyFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  path(file: string): string {
    return join(this.#directory, file);
  }

  /** Writes a stream to a new file, through `decoder` if the framing of aws-chunked has to come off. */
  async write(source: Readable, decoder?: Transform): Promise<StagedBody> {
    const file = randomUUID();
    const digesting = new DigestingStream();
    const target = createWriteStream(this.path(file));
    try {
      if (decoder === undefined) await pipeline(source, digesting, target);
      else await pipeline(source, decoder, digesting, target);
    } catch (error) {
      this.remove(file);
      throw error;
    }
    return { file, ...digesting.digests() };
  }

  /** Copies the bytes of an object, or a part of them. */
  async copy(body: ObjectBody, range?: { start: number; end: number }): Promise<StagedBody> {
    const bytes = readObjectBody(body, range);
    return this.write(Buffer.isBuffer(bytes) ? Readable.from([bytes]) : bytes);
  }

  async concatenate(files: readonly string[]): Promise<StagedBody> {
    const paths = files.map((file) => this.path(file));
    return this.write(Readable.from(joined(paths), { objectMode: false }));
  }

  remove(file: string): void {
    rmSync(this.path(file), { force: true });
  }

  /** Removes every file that no document names. */
  sweep(inUse: ReadonlySet<string>): void {
    for (const file of readdirSync(this.#directory)) if (!inUse.has(file)) this.remove(file);
  }
}

async function* joined(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) yield* createReadStream(path) as AsyncIterable<Buffer>;
}

/** The bytes of an object, or a part of them: `end` is the last byte, as in a Range header. */
export function readObjectBody(body: ObjectBody, range?: { start: number; end: number }): Readable | Buffer {
  if ('file' in body) return createReadStream(body.file, range);
  return range === undefined ? body.bytes : body.bytes.subarray(range.start, range.end + 1);
}

/** Copies an object to a file of its own, so that whoever gets it can't change the store. */
export async function copyObjectBody(body: ObjectBody, path: string): Promise<void> {
  if ('file' in body) return copyFile(body.file, path, constants.COPYFILE_FICLONE);
  await writeFile(path, body.bytes);
}
