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
    const record = recordOf(line);
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
        if (line.trim() === '') continue;
        const record = recordOf(line);
        row.row += 1;
        row.members = record ?? {};
        row.fault = record === null ? 'is no JSON object' : null;
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

async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of bytes) {
    const parts = (rest + decoder.write(Buffer.from(piece))).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
