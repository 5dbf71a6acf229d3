import type { FileKind } from '../../file-kind.js';
import { encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import type { JsonObject } from './json-texts.js';
import { elements, lines, onlyObject } from './json-texts.js';
import { flat } from './record-table.js';
import type { RecordFormat } from './record-texts.js';
import { recordsTable } from './record-texts.js';
import type { Table, TableOptions } from './table.js';
import { UnreadableInput } from './table.js';

/** A file of JSON objects: one a line, as the elements of an array, or of the one list that an object holds. @throws UnreadableInput */
export async function jsonTable(input: Input, kind: FileKind, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const object = kind.name === 'json' ? null : await onlyObject(toUtf8(input.bytes(), encoding));
  return recordsTable(
    input,
    { ...given, encoding },
    {
      ...(kind.name === 'json' ? array : object === null || object.isFlat ? jsonLines : within(object)),
      recordOf,
      without: {
        fault: 'is no JSON object',
        refusal: (begun) =>
          `is not JSON as it is read here, an object a line or an array of them (it begins with ${JSON.stringify(begun)}); write it so, for example with: jq -c . or jq -c '.data[]'`,
      },
    },
  );
}

type Rows = Pick<RecordFormat, 'form' | 'texts'>;

const jsonLines: Rows = { form: 'JSON lines', texts: lines };
const array: Rows = { form: 'a JSON array', texts: (bytes) => elements(bytes, null) };

/** More members than an object of columns has: each is a row itself. */
const mostNamed = 20;

/** The rows of an object that holds them as a list among other things. */
function within({ lists, others }: JsonObject): Rows {
  const [rows] = lists;
  if (rows === undefined) {
    const mend =
      others.length > mostNamed
        ? "jq -c '.[]' FILE > rows.jsonl"
        : `where one of these is a list of them with jq -c '.NAME[]' FILE > rows.jsonl, else with pandas: to_json(FILE, orient="records", lines=True)`;
    const named = others.slice(0, 5).join(', ') + (others.length > 5 ? ', …' : '');
    throw new UnreadableInput(
      `is one JSON object, and none of its members is a list of rows, each an object (its members: ${named}); write a row a line: ${mend}`,
    );
  }
  if (lists.length > 1) {
    throw new UnreadableInput(
      `is one JSON object that holds several lists (${lists.slice(0, 5).join(', ')}); write the one that you mean as a file of its own: jq -c '.["NAME"][]'`,
    );
  }
  return { form: `JSON, rows in "${rows}"`, texts: (bytes) => elements(bytes, rows) };
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
