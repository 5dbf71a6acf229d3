import type { CsvRecord } from '../../csv/record.js';
import type { CsvForm } from '../../csv/record-scanner.js';
import { RecordScanner } from '../../csv/record-scanner.js';
import { firstRows, headBytes, isHeader, usualWidth } from './guess-form.js';
import { isColumnName } from './guess-columns.js';
import { UnreadableInput } from './table.js';

/** Titles and dates of exports are a handful of lines. */
const mostLines = 10;

interface Line {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Lines above a table, as exports have them: a title, a date, who made it. They are known by what is behind them, a header, and by having no columns
 * themselves: at most one value each, or a # before them.
 * @throws UnreadableInput where a header stands below lines that may as well be rows
 */
export function linesAboveHeader(text: Buffer, form: CsvForm): number {
  const rows = firstRows(text, form);
  const width = usualWidth(rows);
  if (width < 2 || rows[0]?.some(isColumnName) === true) return 0;
  const lines = firstLines(text, form);
  const named = lines.findIndex(({ fields }) => fields.length === width && isNamed(fields));
  const at = named > 0 ? named : lines.findIndex(({ fields }) => fields.length === width && filled(fields) > 1);
  const header = lines[at];
  if (at < 1 || header === undefined || !isHeader(rows.slice(at))) return 0;
  if (lines.slice(0, at).every(({ fields }) => filled(fields) < 2 || fields[0]?.startsWith('#') === true)) {
    return header.line - 1;
  }
  throw new UnreadableInput(
    `has what looks like a header in line ${header.line} (${JSON.stringify(header.fields.join(form.delimiter).slice(0, 60))}) below other lines; --skip-lines ${header.line - 1} leaves those out, --no-header takes all as rows`,
  );
}

const filled = (fields: readonly string[]): number => fields.filter((field) => field.trim() !== '').length;

const isNamed = (fields: readonly string[]): boolean =>
  filled(fields) > 1 && fields.every((field) => field.trim() === '' || isColumnName(field));

function firstLines(text: Buffer, form: CsvForm): Line[] {
  const lines: Line[] = [];
  const scanner = new RecordScanner(form);
  const take = (record: CsvRecord): void => {
    if (record.columns > 0 && lines.length <= mostLines) lines.push({ line: record.line, fields: record.fields() });
  };
  scanner.push(text.subarray(0, headBytes), take);
  scanner.end(take);
  return lines;
}
