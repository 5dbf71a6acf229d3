import { StringDecoder } from 'node:string_decoder';
import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import { namesIn, RecordRow, shown } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows } from './table.js';

/** A file of one JSON object a line. */
export async function jsonLinesTable(input: Input, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const first: Readonly<Record<string, unknown>>[] = [];
  for await (const line of lines(toUtf8(input.bytes(), encoding))) {
    const record = line === null ? null : recordOf(line);
    if (record !== null) first.push(record);
    if (first.length === sampleRows) break;
  }
  const columns = namesIn(first);
  const words = ['JSON lines', encodingName(encoding), ...(input.packed === '' ? [] : [input.packed])];
  return {
    file: input.file,
    form: words.join(', '),
    columns,
    sample: first.map((record) => columns.map((name) => shown(record[name]))),
    options: encoding === 'utf-8' ? {} : { encoding },
    read: async (visit) => {
      const row = new RecordRow(columns);
      for await (const line of lines(toUtf8(input.bytes(), encoding))) {
        row.line += 1;
        if (line?.trim() === '') continue;
        const record = line === null ? null : recordOf(line);
        row.row += 1;
        row.members = record ?? {};
        row.fault = line === null ? tooLong : record === null ? 'is no JSON object' : null;
        visit(row);
      }
    },
  };
}

function recordOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** Characters of a line that is read; the few bytes of an archive may stand for a line that fills the memory. */
const longestLine = 1 << 24;
const tooLong = 'is longer than 16 MB';

/** Null stands for a line that is too long. */
async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
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
