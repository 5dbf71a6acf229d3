import { isAscii } from 'node:buffer';
import type { DatasetMend, DatasetProblem, DatasetReport } from '../contract/dataset.js';
import { shellWord } from '../contract/shell-word.js';
import type { DataReader } from './data-reader.js';
import { chooseColumns } from './prepare/choose-columns.js';
import { classFolders } from './prepare/tables/class-folders.js';
import { tableOfHead } from './prepare/tables/csv-table.js';
import { encodingOf, UntoldEncoding } from './prepare/tables/encoding.js';
import { openSources, readOnce } from './prepare/first-reading.js';
import type { Columns } from './prepare/tables/guess-columns.js';
import { openInput } from './prepare/tables/input.js';
import type { Table } from './prepare/tables/table.js';
import { columnName, TooMuchUnpacked, UnreadableInput } from './prepare/tables/table.js';

/** The report with the command, or with a warning of what `data prepare` would stop at. */
export function withMend(report: DatasetReport, mend: DatasetMend | Hindrance | null): DatasetReport {
  if (mend === null) return report;
  if (!('hindrance' in mend)) return { ...report, mend };
  return { ...report, warnings: [...report.warnings, `data prepare stops at this file: ${mend.hindrance}`] };
}

/** What only somebody who knows the texts can mend, or nobody. */
const beyondMending = new Set(['quotes', 'endless', 'empty', 'oneClass', 'numericTexts', 'rowNumbers', 'unknownLabel']);
const emptyRows = new Set(['emptyText', 'missingLabel', 'missingWord']);

/** Of a few rows they are slips; of at least this share, they are how the file is written. */
const ofManyRows: Readonly<Record<string, number>> = {
  nonIntegerLabel: 0.5,
  largeLabel: 0.1,
  negativeLabel: 0.1,
  oneColumn: 0.2,
};

/** Where these are told, somebody has to tell more, or the file is not of those that are read. */
const ofOtherForm = new Set(['header', 'columns', 'delimiter']);

/** Why `data prepare` stops at the file. */
export interface Hindrance {
  readonly hindrance: string;
}

interface Proposed {
  readonly table: Table;
  readonly columns: Columns;
  readonly dropEmpty: boolean;
}

/** The command that makes a data set of a file with these problems; null where there is none. For a file of this machine, it was tried. */
export async function mendOf(
  file: string,
  { kind, head }: Pick<DataReader, 'kind' | 'head'>,
  { problems, rows }: { problems: readonly DatasetProblem[]; rows: number },
): Promise<DatasetMend | Hindrance | null> {
  if (problems.length === 0) return null;
  const isBeyond = ({ fault = '', count = 0 }: DatasetProblem): boolean =>
    beyondMending.has(fault) || count < rows * (ofManyRows[fault] ?? 0);
  // Read by other delimiters, or without lines above a header, the rows are others than those that have the problems.
  const isMended = ({ table: { form, options } }: Proposed): boolean =>
    !problems.some(isBeyond) || options.skipLines !== undefined || !form.startsWith('CSV,');
  if (file.startsWith('s3://')) {
    if (kind?.preparable === true && kind.name !== 'utf16') {
      return { looksLike: looksLikeKind(kind.what), command: ofObject(file, ['--out', 'prepared']) };
    }
    const proposed = kind === null || kind.preparable ? await ofBeginning(head, problems) : null;
    return proposed === null || !isMended(proposed) ? null : mend(proposed, (words) => ofObject(file, words));
  }
  const proposed = kind === null || kind.preparable ? await triedInTime(file) : null;
  if (proposed === null || 'hindrance' in proposed) {
    const isForPrepare =
      kind !== null ||
      problems.some(
        ({ fault = '', count = 0 }) => ofOtherForm.has(fault) || (fault === 'oneColumn' && count * 2 > rows),
      );
    return isForPrepare ? proposed : null;
  }
  return isMended(proposed) ? mend(proposed, (words) => command([file, ...words])) : null;
}

const looksLikeKind = (what: string): string =>
  what.replace(/^is (compressed)?/, (_, packed) => (packed === undefined ? '' : 'a file compressed'));

/** A few bytes may unpack to a day of reading, for a proposal that nobody asked for. */
const mostUnpacked = 256 * 1024 ** 2;

async function triedInTime(file: string): ReturnType<typeof tried> {
  try {
    return await tried(file);
  } catch (error) {
    if (error instanceof TooMuchUnpacked) return null;
    throw error;
  }
}

/** By all of its rows. */
async function tried(file: string): Promise<Proposed | Hindrance | null> {
  const encoding = await encodingHere(file);
  return typeof encoding === 'object' ? encoding : byAllRows(file, encoding);
}

/** Of a directory with a folder for each class; null for any other. */
export async function mendOfFolders(directory: string): Promise<DatasetMend | Hindrance | null> {
  try {
    if ((await classFolders(directory)) === null) return null;
  } catch (error) {
    if (error instanceof UnreadableInput) return hindranceOf(directory, error.message);
    throw error;
  }
  const proposed = await byAllRows(directory, undefined);
  return proposed === null || 'hindrance' in proposed
    ? proposed
    : mend(proposed, (words) => command([directory, ...words]));
}

async function byAllRows(file: string, encoding: string | undefined): Promise<Proposed | Hindrance | null> {
  const { sources, problems: unopened } = await openSources({ inputs: [file], encoding, mostUnpacked });
  const [source] = sources;
  if (source === undefined) return hindranceOf(file, unopened[0]?.message ?? '');
  const { problems } = await readOnce(sources, { dropEmpty: true }, null);
  const { labels, rows, droppable } = source.tally;
  // Sorted by so many labels, they look like numbers of the rows to the check.
  const seemNumbers = labels.size > 10 && labels.size * 4 > rows - droppable;
  return problems.length > 0 || seemNumbers ? null : { ...source, dropEmpty: droppable > 0 };
}

const hindranceOf = (file: string, message: string): Hindrance => ({
  hindrance: message.replace(`"${file}"`, '').replace(/^:? /, ''),
});

/** Undefined for a format that has none. */
async function encodingHere(file: string): Promise<string | undefined | Hindrance> {
  try {
    const input = await openInput(file, mostUnpacked);
    return input.kind?.name === 'parquet' ? undefined : await encodingOf(input.bytes());
  } catch (error) {
    if (error instanceof UntoldEncoding && error.guess !== null) return error.guess;
    if (error instanceof UnreadableInput) return hindranceOf(file, error.message);
    throw error;
  }
}

/** What is on S3 is downloaded first; then its rows will tell. */
async function ofBeginning(head: Buffer, problems: readonly DatasetProblem[]): Promise<Proposed | null> {
  const encoding = await likelyEncoding(head, problems);
  if (encoding === null) return null;
  const table = beginningOf(head, encoding);
  if (table === null) return null;
  if (table.sample.length === 0) return null;
  const choice = chooseColumns(table, {});
  if ('problems' in choice) return null;
  return { table, columns: choice.columns, dropEmpty: problems.some(({ fault = '' }) => emptyRows.has(fault)) };
}

function beginningOf(head: Buffer, encoding: string): Table | null {
  try {
    return tableOfHead(downloaded, head, encoding);
  } catch (error) {
    if (error instanceof UnreadableInput) return null;
    throw error;
  }
}

async function likelyEncoding(head: Buffer, problems: readonly DatasetProblem[]): Promise<string | null> {
  try {
    const found = await encodingOf(single(head));
    if (found !== 'utf-8' || !problems.some(({ fault }) => fault === 'notUtf8')) return found;
    // The first letter beyond ASCII may stand far behind the beginning. Where some are UTF-8, the others are broken, and no encoding mends them.
    return isAscii(head) ? 'windows-1252' : null;
  } catch (error) {
    if (error instanceof UntoldEncoding) return error.guess;
    throw error;
  }
}

async function* single(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function mend(
  { table, columns, dropEmpty }: Proposed,
  commandOf: (words: readonly string[]) => string,
): DatasetMend | null {
  const asked = asWords(table, columns);
  const choice = chooseColumns(table, asked);
  if ('problems' in choice) return null;
  const { encoding, delimiter, skipLines } = table.options;
  return {
    looksLike: `${table.form}; label in column ${columnName(table.columns, columns.label)} (${examples(table, columns.label)}), text in ${asked.text.join(',')}`,
    command: commandOf([
      '--label',
      asked.label,
      '--text',
      asked.text.join(','),
      ...(encoding === undefined ? [] : ['--encoding', encoding]),
      ...(delimiter === undefined ? [] : ['--delimiter', delimiter]),
      ...(skipLines === undefined ? [] : ['--skip-lines', String(skipLines)]),
      ...(dropEmpty ? ['--drop-empty'] : []),
      '--out',
      'prepared',
    ]),
  };
}

/** As options say columns; commas divide those of the text. */
function asWords({ columns }: Table, { label, text }: Columns): { label: string; text: readonly string[] } {
  return {
    label: columnName(columns, label),
    text: text.map((index) =>
      columns[index]?.includes(',') === true ? String(index + 1) : columnName(columns, index),
    ),
  };
}

function examples({ sample }: Table, column: number): string {
  const values = [...new Set(sample.map((row) => (row[column] ?? '').trim()))].filter((value) => value !== '');
  const shown = values.slice(0, 3).map((value) => (value.length > 20 ? `${value.slice(0, 19)}…` : value));
  return shown.join(', ') + (values.length > shown.length ? ', …' : '');
}

const command = (words: readonly string[]): string => `tunewright data prepare ${words.map(shellWord).join(' ')}`;

/** Not as data.csv, which may lie here already. */
const downloaded = 'downloaded.csv';

const ofObject = (uri: string, words: readonly string[]): string =>
  `aws s3 cp ${shellWord(`${uri}data.csv`)} ${downloaded} && ${command([downloaded, ...words])}`;
