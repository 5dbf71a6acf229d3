import type { FileKind } from '../file-kind.js';
import type { Input } from './input.js';
import { elements, lines } from './json-texts.js';
import { flat } from './record-table.js';
import { recordsTable } from './record-texts.js';
import type { Table, TableOptions } from './table.js';

/** A file of JSON objects, one a line or as the elements of an array. */
export function jsonLinesTable(input: Input, kind: FileKind, given: TableOptions): Promise<Table> {
  const isArray = kind.name === 'json';
  return recordsTable(input, given, {
    form: isArray ? 'a JSON array' : 'JSON lines',
    texts: isArray ? elements : lines,
    recordOf,
    without: {
      fault: 'is no JSON object',
      refusal: (begun) =>
        `is not JSON as it is read here, an object a line or an array of them (it begins with ${JSON.stringify(begun)}); write it so, for example with: jq -c . or jq -c '.data[]'`,
    },
  });
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
