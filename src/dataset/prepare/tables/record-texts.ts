import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import { namesIn, RecordRow, shown } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows, UnreadableInput } from './table.js';

type Members = Readonly<Record<string, unknown>>;

/** A format of texts that each hold one record. */
export interface RecordFormat {
  /** In words. */
  readonly form: string;
  /** The texts of a file in UTF-8; null for one that is too long. */
  readonly texts: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<string | null>;
  /** Left out, those of the first records. */
  readonly columns?: readonly string[];
  readonly recordOf: (text: string) => Members | null;
  /** Left out where every text holds a record. */
  readonly without?: {
    /** What a text is that holds none. */
    readonly fault: string;
    /** Of a file without any, by what it begins with: why it can't be read. */
    readonly refusal: (begun: string) => string;
  };
}

/** A file of such texts as a table. @throws UnreadableInput */
export async function recordsTable(
  input: Input,
  given: TableOptions,
  { form, texts, columns: known, recordOf, without }: RecordFormat,
): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  let begun: string | undefined;
  const first: Members[] = [];
  for await (const text of texts(toUtf8(input.bytes(), encoding))) {
    if (text?.trim() === '') continue;
    begun ??= text ?? undefined;
    const record = text === null ? null : recordOf(text);
    if (record !== null) first.push(record);
    if (first.length === sampleRows) break;
  }
  const columns = known ?? namesIn(first);
  if (first.length === 0 && begun !== undefined && without !== undefined) {
    throw new UnreadableInput(without.refusal(begun.trim().slice(0, 60)));
  }
  return {
    file: input.file,
    form: [form, encodingName(encoding), ...(input.packed === '' ? [] : [input.packed])].join(', '),
    columns,
    sample: first.map((record) => columns.map((name) => shown(record[name]))),
    options: encoding === 'utf-8' ? {} : { encoding },
    read: async (visit) => {
      const row = new RecordRow(columns);
      for await (const text of texts(toUtf8(input.bytes(), encoding))) {
        row.line += 1;
        if (text?.trim() === '') continue;
        const record = text === null ? null : recordOf(text);
        row.row += 1;
        row.members = record ?? {};
        row.text = record === null ? text : null;
        row.fault = text === null ? 'is longer than 16 MB' : record === null ? (without?.fault ?? null) : null;
        visit(row);
      }
    },
  };
}
