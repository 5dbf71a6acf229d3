import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that is read; the few bytes of an archive may stand for a line that fills the memory. */
const longestLine = 1 << 24;

/** The lines of a text; null stands for one that is too long. */
export async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const line = new LongLine();
  for await (const piece of bytes) {
    const [first = '', ...parts] = decoder.write(Buffer.from(piece)).split('\n');
    line.add(first);
    for (const part of parts) {
      yield line.take();
      line.add(part);
    }
  }
  line.add(decoder.end());
  if (line.length > 0) yield line.take();
}

/** A line that comes in pieces, no more of which are kept than a line may have. */
/** The elements of a JSON array, each as its text; null stands for one that is too long. */
export async function* elements(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const element = new LongLine();
  let depth = 0;
  let quoted = false;
  let escaped = false;
  for await (const piece of bytes) {
    const text = decoder.write(Buffer.from(piece));
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at] ?? '';
      if (quoted) {
        if (escaped) escaped = false;
        else if (sign === '\\') escaped = true;
        else if (sign === '"') quoted = false;
        continue;
      }
      if (sign === '"') quoted = true;
      else if (sign === '{' || sign === '[') {
        if (++depth === 1) from = at + 1;
      } else if (sign === '}' || sign === ']') depth -= 1;
      const ends = (depth === 1 && sign === ',') || (depth === 0 && sign === ']');
      if (!ends) continue;
      element.add(text.slice(from, at));
      from = at + 1;
      if (element.length > 0) yield element.take();
    }
    if (depth > 0) element.add(text.slice(from));
  }
  // Cut off: told as a row that is no object.
  if (element.length > 0) yield element.take();
}

class LongLine {
  length = 0;
  #pieces: string[] = [];

  add(piece: string): void {
    this.length += piece.length;
    if (this.length > longestLine) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  take(): string | null {
    const line = this.length > longestLine ? null : this.#pieces.join('');
    this.length = 0;
    this.#pieces = [];
    return line;
  }
}
