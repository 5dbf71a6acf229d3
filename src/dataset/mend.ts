import { isAscii } from 'node:buffer';
import type { DatasetMend, DatasetProblem } from '../contract/dataset.js';
import type { DataReader } from './data-reader.js';
import { chooseColumns } from './prepare/choose-columns.js';
import { tableOfHead } from './prepare/csv-table.js';
import { encodingOf, UntoldEncoding } from './prepare/encoding.js';
import { openInput } from './prepare/input.js';
import { widelySampled } from './prepare/spread-sample.js';
import type { Table } from './prepare/table.js';
import { columnName, UnreadableInput } from './prepare/table.js';
import { shellWord } from '../contract/shell-word.js';

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

/** The command that makes a data set of a file with these problems; null where there is none. */
export async function mendOf(
  file: string,
  { kind, head }: Pick<DataReader, 'kind' | 'head'>,
  { problems, rows }: { problems: readonly DatasetProblem[]; rows: number },
): Promise<DatasetMend | null> {
  const beyond = ({ fault = '', count = 0 }: DatasetProblem): boolean =>
    beyondMending.has(fault) || count < rows * (ofManyRows[fault] ?? 0);
  if (problems.length === 0 || problems.some(beyond)) return null;
  const source = file.startsWith('s3://') ? 'data.csv' : file;
  const dropEmpty = problems.some(({ fault = '' }) => emptyRows.has(fault)) ? ['--drop-empty'] : [];
  if (kind !== null && kind.name !== 'utf16') {
    const looksLike = kind.what.replace(/^is (compressed)?/, (_, packed) =>
      packed === undefined ? '' : 'a file compressed',
    );
    const given = kind.preparable ? await encodingInside(file) : null;
    return given === null ? null : { looksLike, command: command([source, ...given, '--out', 'prepared']) };
  }
  const encoding = await likelyEncoding(head, problems);
  if (encoding === null) return null;
  const beginning = tableOfHead(source, head, encoding);
  // What comes through an upload is no file here, nor is an object, whatever lies here under the name that it is to be downloaded to.
  const table = file.startsWith('s3://') ? beginning : await widelySampled(beginning, {}).catch(() => beginning);
  const choice = chooseColumns(table, {});
  if ('problems' in choice) return null;
  const { label, text } = choice.columns;
  const columns = [
    columnName(table.columns, label),
    text.map((index) => columnName(table.columns, index)).join(','),
  ] as const;
  const { encoding: given, delimiter } = table.options;
  return {
    looksLike: `${table.form}; label in column ${columns[0]} (${examples(table, label)}), text in ${columns[1]}`,
    command: command([
      source,
      '--label',
      columns[0],
      '--text',
      columns[1],
      ...(given === undefined ? [] : ['--encoding', given]),
      ...(delimiter === undefined ? [] : ['--delimiter', delimiter]),
      ...dropEmpty,
      '--out',
      'prepared',
    ]),
  };
}

/**
 * What the command must say of the text in a file that is packed, or of another format; null where it can't be opened, as an archive of several
 * files. One on S3 is downloaded first, and looked into then.
 */
async function encodingInside(file: string): Promise<string[] | null> {
  if (file.startsWith('s3://')) return [];
  try {
    const { kind, head } = await openInput(file);
    const encoding = kind === null ? await likelyEncoding(head, []) : 'utf-8';
    if (encoding === null) return null;
    return encoding === 'utf-8' ? [] : ['--encoding', encoding];
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

function examples({ sample }: Table, column: number): string {
  const values = [...new Set(sample.map((row) => (row[column] ?? '').trim()))].filter((value) => value !== '');
  const shown = values.slice(0, 3).map((value) => (value.length > 20 ? `${value.slice(0, 19)}…` : value));
  return shown.join(', ') + (values.length > shown.length ? ', …' : '');
}

const command = (words: readonly string[]): string => `tunewright data prepare ${words.map(shellWord).join(' ')}`;
