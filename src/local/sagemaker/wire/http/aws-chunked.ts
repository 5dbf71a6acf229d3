import { Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { ServiceError } from '../service-error.js';

type State = 'size' | 'data' | 'data end' | 'trailer' | 'done';

/** A line of framing is a number or a short header; anything longer is not this encoding. */
const lineLimit = 1024;

/**
 * Takes the `aws-chunked` framing off a body: `HEX[;extension]\r\nDATA\r\n … 0\r\n[name:value\r\n…]\r\n`.
 * What passes is the object itself; `trailers` (lower-case names) are complete when the stream has ended.
 */
export class AwsChunkedDecoder extends Transform {
  readonly trailers = new Map<string, string>();
  #state: State = 'size';
  #line = '';
  #left = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      let offset = 0;
      while (offset < chunk.length)
        offset = this.#state === 'data' ? this.#pass(chunk, offset) : this.#frame(chunk, offset);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.#state === 'done' ? null : incomplete());
  }

  #pass(chunk: Buffer, offset: number): number {
    const end = Math.min(chunk.length, offset + this.#left);
    this.push(chunk.subarray(offset, end));
    this.#left -= end - offset;
    if (this.#left === 0) this.#state = 'data end';
    return end;
  }

  #frame(chunk: Buffer, offset: number): number {
    if (this.#state === 'done') throw incomplete();
    const end = chunk.indexOf(0x0a, offset);
    this.#line += chunk.toString('latin1', offset, end < 0 ? chunk.length : end);
    if (this.#line.length > lineLimit) throw incomplete();
    if (end < 0) return chunk.length;
    this.#take(this.#line.replace(/\r$/, ''));
    this.#line = '';
    return end + 1;
  }

  #take(line: string): void {
    if (this.#state === 'data end') {
      if (line !== '') throw incomplete();
      this.#state = 'size';
    } else if (this.#state === 'size') {
      const size = /^([0-9a-fA-F]{1,12})(;.*)?$/.exec(line)?.[1];
      if (size === undefined) throw incomplete();
      this.#left = parseInt(size, 16);
      this.#state = this.#left === 0 ? 'trailer' : 'data';
    } else if (line === '') {
      this.#state = 'done';
    } else {
      const [name = '', ...value] = line.split(':');
      this.trailers.set(name.toLowerCase(), value.join(':').trim());
    }
  }
}

function incomplete(): ServiceError {
  return new ServiceError('IncompleteBody', 'The request body terminated unexpectedly');
}
