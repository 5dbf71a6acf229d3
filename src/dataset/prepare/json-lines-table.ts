import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import { elements, lines } from './json-texts.js';
import { flat, namesIn, RecordRow, shown } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows } from './table.js';

/** A file of JSON objects, one a line or as the elements of an array. */
export async function jsonLinesTable(input: Input, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const isArray = input.kind?.name === 'json';
  const texts = isArray ? elements : lines;
  const first: Readonly<Record<string, unknown>>[] = [];
  for await (const line of texts(toUtf8(input.bytes(), encoding))) {
    const record = line === null ? null : recordOf(line);
    if (record !== null) first.push(record);
    if (first.length === sampleRows) break;
  }
  const columns = namesIn(first);
  const words = [
    isArray ? 'a JSON array' : 'JSON lines',
    encodingName(encoding),
    ...(input.packed === '' ? [] : [input.packed]),
  ];
  return {
    file: input.file,
    form: words.join(', '),
    columns,
    sample: first.map((record) => columns.map((name) => shown(record[name]))),
    options: encoding === 'utf-8' ? {} : { encoding },
    read: async (visit) => {
      const row = new RecordRow(columns);
      for await (const line of texts(toUtf8(input.bytes(), encoding))) {
        row.line += 1;
        if (line?.trim() === '') continue;
        const record = line === null ? null : recordOf(line);
        row.row += 1;
        row.members = record ?? {};
        row.fault = line === null ? 'is longer than 16 MB' : record === null ? 'is no JSON object' : null;
        visit(row);
      }
    },
  };
}

function recordOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
