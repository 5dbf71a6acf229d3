import { counted } from '../../counted.js';
import { fileBytes } from '../../file-bytes.js';
import type { CsvRecord } from '../../csv/record.js';
import { RecordScanner } from '../../csv/record-scanner.js';
import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import {
  areQuotesText,
  doesReturnEndLines,
  endOfLines,
  firstRows,
  headBytes,
  isHeader,
  likeliestDelimiter,
  quoteOf,
  usualWidth,
} from './guess-form.js';
import type { Input } from './input.js';
import { linesAboveHeader } from './preamble.js';
import type { Table, TableOptions, TableRow } from './table.js';

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** A file whose rows are lines divided by one character. */
export async function csvTable(input: Input, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const read = (): AsyncIterable<Uint8Array> => toUtf8(input.bytes(), encoding);
  return describeCsv(input, { ...given, encoding }, await beginning(read()), read);
}

/** From the beginning of a text in UTF-8; `read` gives all of it. */
function describeCsv(
  { file, name, packed }: Pick<Input, 'file' | 'name' | 'packed'>,
  given: TableOptions & { encoding: string },
  head: Buffer,
  read: () => AsyncIterable<Uint8Array>,
): Table {
  const marker = /^sep=(.)\r?\n/.exec(head.toString('latin1', 0, 8));
  const above = given.skipLines ?? (marker === null ? 0 : 1);
  const below = head.subarray(endOfLines(head, above));
  const around = given.quotes === false ? '' : quoteOf(below);
  const returnEndsLine = doesReturnEndLines(below, given.delimiter ?? marker?.[1], { quote: around, name });
  const isMixed = returnEndsLine && below.includes('\n');
  const delimiter =
    given.delimiter ?? marker?.[1] ?? likeliestDelimiter(below, { returnEndsLine, quote: around }, name);
  const areText = delimiter === '\t' && areQuotesText(below, { delimiter, returnEndsLine, quote: around });
  const quote = areText ? '' : around;
  const form = { delimiter, returnEndsLine, quote };
  const mayHavePreamble = given.skipLines === undefined && given.header !== false && !isMixed;
  const skipLines = above + (mayHavePreamble ? linesAboveHeader(below, form) : 0);
  const skip = endOfLines(head, skipLines);
  const sample = firstRows(head.subarray(skip), form);
  const header = given.header ?? isHeader(sample);
  const columns = header ? namesOf(sample) : [];
  const width = header ? columns.length : usualWidth(sample);
  const more = given.skipLines === undefined ? skipLines - above : skipLines;
  const words = [
    `${delimiter === '\t' ? 'TSV' : 'CSV'}${delimiter === ',' || delimiter === '\t' ? '' : ` with ${delimiterNames[delimiter] ?? `"${delimiter}"`}`}`,
    encodingName(given.encoding),
    ...(quote === '"' ? [] : [quote === '' ? 'quotes as part of the texts' : 'in single quotes']),
    header ? 'with a header' : 'without a header',
    ...(more === 0 ? [] : [`below ${counted(more, 'line', 'lines')} that ${more === 1 ? 'is' : 'are'} left out`]),
    ...(returnEndsLine ? [isMixed ? 'lines that end in different ways' : 'lines that end in a carriage return'] : []),
    ...(packed === '' ? [] : [packed]),
  ];
  return {
    file,
    form: words.join(', '),
    columns: header ? columns : Array.from({ length: width }, () => ''),
    sample: sample.slice(header ? 1 : 0),
    options: {
      ...(given.encoding === 'utf-8' ? {} : { encoding: given.encoding }),
      ...(delimiter === ',' || delimiter === '\t' ? {} : { delimiter }),
      ...(more === 0 ? {} : { skipLines }),
    },
    read: async (visit) => {
      const view = new CsvRow(header ? 1 : 0, skipLines);
      const scanner = new RecordScanner(form);
      let skipped = 0;
      const take = (record: CsvRecord): void => {
        view.record = record;
        if (record.row > (header ? 1 : 0)) visit(view);
      };
      for await (const piece of read()) {
        const left = Math.min(skip - skipped, piece.length);
        skipped += left;
        scanner.push(left === 0 ? piece : piece.subarray(left), take);
      }
      scanner.end(take);
    },
  };
}

/** R's write.table names no column of row names, each another: the rows have one more column than the header. */
function namesOf([header = [], ...rows]: readonly (readonly string[])[]): string[] {
  const names = header.map((column) => column.trim());
  const haveOneMore = rows.length > 1 && rows.every((row) => row.length === names.length + 1);
  return haveOneMore && new Set(rows.map(([first]) => first)).size === rows.length ? ['', ...names] : names;
}

const brokenQuotation = (raw: string): string =>
  `has a broken quotation: write a quote inside a quoted text twice${
    raw.includes('\\"')
      ? `, which does: sed 's/\\\\"/""/g' FILE > mended.csv`
      : /^"[^"]*" "/.test(raw)
        ? `, or give --delimiter ' ' where blanks divide the columns`
        : ', or give --no-quotes where quotes are part of the texts'
  }`;

class CsvRow implements TableRow {
  record!: CsvRecord;
  readonly #headers: number;
  readonly #linesBefore: number;

  constructor(headers: number, linesBefore: number) {
    this.#headers = headers;
    this.#linesBefore = linesBefore;
  }

  get row(): number {
    return this.record.row - this.#headers;
  }

  get line(): number {
    return this.record.line + this.#linesBefore;
  }

  get fault(): string | null {
    const { fault } = this.record;
    if (fault === 'quotes') return brokenQuotation(this.record.raw(10_000));
    if (fault === 'endless') return 'does not end within 16 MB';
    if (fault === 'loneReturn' && /\r\s*"?[-+]?\d+"?\s*[,;|\t]/.test(this.record.raw(10_000)))
      return 'has a carriage return within, behind which another row seems to begin: end all lines alike';
    return this.record.isUtf8 ? null : 'has bytes that are not UTF-8: give the --encoding of the file';
  }

  get width(): number {
    return this.record.columns;
  }

  value(column: number): string {
    return column < this.record.columns ? this.record.field(column) : '';
  }

  isList(): boolean {
    return false;
  }

  raw(): string {
    return this.record.raw(60);
  }
}

/** Enough of the text to guess from, cut behind a character. */
async function beginning(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(Buffer.from(piece));
    length += piece.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(pieces);
}

/** The table that the beginning of a file shows, for a guess without reading all of it. */
export function tableOfHead(file: string, head: Buffer, encoding: string): Table {
  const decoded = Buffer.from(new TextDecoder(encoding).decode(head, { stream: true }));
  return describeCsv({ file, name: file, packed: '' }, { encoding }, decoded, () => toUtf8(fileBytes(file), encoding));
}
