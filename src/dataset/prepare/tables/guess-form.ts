import type { CsvRecord } from '../../csv/record.js';
import type { CsvForm, Quote } from '../../csv/record-scanner.js';
import { RecordScanner } from '../../csv/record-scanner.js';
import { isNumberOrTruth } from '../../odd-texts.js';
import { guessColumns, isColumnName } from './guess-columns.js';
import { sampleRows } from './table.js';

const delimiters = [',', ';', '\t', '|'] as const;

/** A guess rests on so many bytes. */
export const headBytes = 1 << 18;

/** The first rows that are whole; the last one of a cut text is left out. */
export function firstRows(text: Buffer, form: CsvForm, most = sampleRows): string[][] {
  const rows: string[][] = [];
  const scanner = new RecordScanner(form);
  const take = (record: CsvRecord): void => {
    if (record.columns > 0 && rows.length < most) rows.push(record.fields());
  };
  scanner.push(text, take);
  if (text.length < headBytes) scanner.end(take);
  return rows;
}

/** Bytes of the first lines of a text. */
export function endOfLines(text: Buffer, lines: number): number {
  const sign = text.includes('\n') ? '\n' : '\r';
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const found = text.indexOf(sign, end);
    if (found === -1) return text.length;
    end = found + 1;
  }
  return end;
}

/**
 * Does a carriage return alone end a line, as on old Macs, or in a file that was put together of several? Only where that makes more rows of
 * the usual width: in a text, it would tear a row apart.
 */
export function doesReturnEndLines(
  text: Buffer,
  given: string | undefined,
  { quote, name }: { quote: Quote; name: string },
): boolean {
  const alone = text.toString('latin1').match(/\r(?=[^\r\n])/g)?.length ?? 0;
  if (alone === 0) return false;
  const delimiter = given ?? likeliestDelimiter(text, { returnEndsLine: true, quote }, name);
  const [whole, torn] = [false, true].map((returnEndsLine) =>
    firstRows(text, { delimiter, returnEndsLine, quote }, Infinity).map(({ length }) => length),
  );
  const width = usualWidth((torn ?? []).map((length) => ({ length })));
  const usual = (lengths: readonly number[] = []): number => lengths.filter((length) => length === width).length;
  return usual(torn) >= usual(whole) + alone / 2;
}

/** Single quotes stand around fields where nearly every line has such a field, and hardly one a field in double quotes. */
export function quoteOf(text: Buffer): Quote {
  const lines = text
    .toString('latin1')
    .split(/[\r\n]+/, sampleRows)
    .filter((line) => line.trim() !== '');
  const share = (field: RegExp): number => lines.filter((line) => field.test(line)).length / Math.max(lines.length, 1);
  return share(/(^|[,;\t|])'.*'([,;\t|]|$)/) > 0.9 && share(/(^|[,;\t|])"/) < 0.1 ? "'" : '"';
}

/** Quotes are part of the texts where they often break rows, and all rows are of one width without heed to them. */
export function areQuotesText(text: Buffer, form: CsvForm): boolean {
  let [broken, whole] = [0, 0];
  const scanner = new RecordScanner(form);
  scanner.push(text, (record) => {
    if (record.fault === 'quotes') broken += 1;
    else if (/(^|\t)"/.test(record.raw(10_000))) whole += 1;
  });
  if (broken * 10 <= whole) return false;
  const rows = firstRows(text, { ...form, quote: '' }, Infinity);
  return rows.every(({ length }) => length === rows[0]?.length);
}

/** The number of columns that most rows have. */
export function usualWidth(rows: readonly { readonly length: number }[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0] ?? 0;
}

/** The one that divides most rows alike; among equals, the one whose columns look like label and text. */
export function likeliestDelimiter(text: Buffer, form: Omit<CsvForm, 'delimiter'>, name: string): string {
  const rated = delimiters.map((delimiter) => {
    const rows = firstRows(text, { ...form, delimiter }, 300);
    const width = usualWidth(rows);
    const alike = rows.filter(({ length }) => length === width).length / Math.max(rows.length, 1);
    const least = Math.min(...rows.map(({ length }) => length));
    const guess = guessColumns([], rows.slice(1));
    const plausible = guess.label !== null && guess.text.length > 0 ? 1 : 0;
    const divided = width > 1 && alike >= 0.8 ? 2 * alike : least > 1 ? 1.2 : width > 1 ? alike : 0;
    // A single row tells little; commas also stand in prose.
    const preferred = (delimiter === ',' ? 0.05 : 0.1) + (delimiter === '\t' && /\.tsv$/i.test(name) ? 0.5 : 0);
    return { delimiter, score: divided === 0 ? 0 : divided + plausible * 0.5 + preferred };
  });
  return rated.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Names instead of values: words that columns are called by, or a value in the label's column that never comes again. */
export function isHeader(sample: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = sample;
  if (first === undefined) return false;
  if (rest.length === 0) return first.length > 1 && first.every(isColumnName);
  if (first.every((name, index) => name === String(index)) && rest.some((row) => !row.every(isNumberOrTruth)))
    return true;
  if (first.some((name) => name.length > 60) || first.filter((name) => name.trim() !== '').length < 2) return false;
  if (first.some((name) => isColumnName(name)) && !first.some((name) => name !== '' && isNumberOrTruth(name)))
    return true;
  const { label } = guessColumns([], rest);
  if (label === null || rest.length < 5) return false;
  const values = rest.map((row) => (row[label] ?? '').trim());
  const name = (first[label] ?? '').trim();
  return (
    !values.includes(name) &&
    !isNumberOrTruth(name) &&
    new Set(values).size * 2 <= values.length &&
    first.every((other) => other.split(/\s+/).length <= 3 || /[?:]$/.test(other.trim()))
  );
}
