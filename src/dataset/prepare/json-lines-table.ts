import type { FileKind } from '../file-kind.js';
import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import { elements, lines } from './json-texts.js';
import { flat, namesIn, RecordRow, shown } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows, UnreadableInput } from './table.js';

/** A file of JSON objects, one a line or as the elements of an array. */
export async function jsonLinesTable(input: Input, kind: FileKind, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const isArray = kind.name === 'json';
  const texts = isArray ? elements : lines;
  let begun: string | undefined;
  const first: Readonly<Record<string, unknown>>[] = [];
  for await (const line of texts(toUtf8(input.bytes(), encoding))) {
    if (line?.trim() === '') continue;
    begun ??= line ?? undefined;
    const record = line === null ? null : recordOf(line);
    if (record !== null) first.push(record);
    if (first.length === sampleRows) break;
  }
  const columns = namesIn(first);
  if (first.length === 0 && begun !== undefined) {
    throw new UnreadableInput(
      `is not JSON as it is read here, an object a line or an array of them (it begins with ${JSON.stringify(begun.trim().slice(0, 60))}); write it so, for example with: jq -c . or jq -c '.data[]'`,
    );
  }
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
        row.text = record === null ? line : null;
        row.fault = line === null ? 'is longer than 16 MB' : record === null ? 'is no JSON object' : null;
        visit(row);
      }
    },
  };
}

function recordOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    // Of a list, the elements are columns by number.
    const record = Array.isArray(value) ? value.map((element, index) => [String(index + 1), element] as const) : null;
    return flat(record === null ? (value as Readonly<Record<string, unknown>>) : Object.fromEntries(record));
  } catch {
    return null;
  }
}
