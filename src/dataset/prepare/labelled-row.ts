import { isBlankText, isMissingWord } from '../odd-texts.js';
import type { Columns } from './tables/guess-columns.js';
import type { Table, TableRow } from './tables/table.js';

/** Why a row of an input can't become a row of `data.csv`. */
export type Refusal =
  'unreadable' | 'columns' | 'repeatedHeader' | 'severalLabels' | 'noLabel' | 'noText' | 'missingWord';

/** What a row gives, good until the next one. */
export interface LabelledRow {
  label: string;
  text: string;
  refusal: Refusal | null;
  /** The row has more columns than the others, and a text without quotes is why: it was put together again. */
  joined: boolean;
}

/** Reads label and text out of rows of a table; several texts are joined by a blank. */
export function rowReader(table: Table, { label, text }: Columns): (row: TableRow) => LabelledRow {
  const width = table.columns.length;
  const delimiter = table.options.delimiter ?? (table.form.startsWith('TSV') ? '\t' : ',');
  const [only] = text;
  const textIsLast = text.length === 1 && only === width - 1;
  const textIsFirst = text.length === 1 && only === 0 && label === width - 1;
  const header = (table.columns[label] ?? '').trim() || null;
  const read: LabelledRow = { label: '', text: '', refusal: null, joined: false };
  const range = (row: TableRow, from: number, to: number): string =>
    Array.from({ length: to - from }, (_, index) => row.value(from + index)).join(delimiter);

  return (row) => {
    read.joined = false;
    if (row.fault !== null) return refuse(read, 'unreadable');
    const extra = row.width - width;
    const more = extra > 0 && range(row, width, row.width).replaceAll(delimiter, '').trim() !== '';
    if (more && textIsLast) read.text = range(row, width - 1, row.width);
    else if (more && textIsFirst) read.text = range(row, 0, row.width - width + 1);
    else if (more) return refuse(read, 'columns');
    else read.text = text.length === 1 ? row.value(only ?? 0) : textsOf(row, text);
    read.joined = more;
    read.label = outOfList(row.value(more && textIsFirst ? row.width - 1 : label));
    if (isBlankText(read.label)) return refuse(read, 'noLabel');
    if (row.isList(label)) return refuse(read, 'severalLabels');
    if (header !== null && read.label.trim() === header && isHeaderRow(row, table))
      return refuse(read, 'repeatedHeader');
    if (isBlankText(read.text)) return refuse(read, 'noText');
    if (isMissing(read.label.trim())) return refuse(read, 'missingWord');
    if (read.text.length < 10 && isMissing(read.text)) return refuse(read, 'missingWord');
    read.refusal = null;
    return read;
  };
}

/** What pandas writes of a list of one, `['spam']`. */
const outOfList = (value: string): string =>
  value.startsWith('[') ? (/^\[\s*(['"])([^'"]*)\1\s*\]$/.exec(value.trim())?.[2] ?? value) : value;

/** Databases write \\N. */
const isMissing = (value: string): boolean => isMissingWord(value) || value === '\\N';

/** As where files with a header each were put one behind the other. */
const isHeaderRow = (row: TableRow, { columns }: Table): boolean =>
  row.width === columns.length &&
  columns.every(
    (name, column) =>
      row
        .value(column)
        .replace(/^\uFEFF/, '')
        .trim() === name,
  );

const textsOf = (row: TableRow, columns: readonly number[]): string =>
  columns
    .map((column) => row.value(column).trim())
    .filter((value) => value !== '' && !isMissing(value))
    .join(' ');

function refuse(read: LabelledRow, refusal: Refusal): LabelledRow {
  read.refusal = refusal;
  return read;
}
