import Papa from 'papaparse';
import { isBlank } from '../encoder/encoder.js';
import { shuffledIndexes } from '../numbers/seeded-random.js';
import type { Random } from '../numbers/seeded-random.js';

/** Texts with their labels, row by row. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly number[];
}

/**
 * Reads data.csv: no header, an integer label from 0 on in the first column, the text in the second.
 * `file` stands in front of every message.
 * @throws Error naming the first row (from 1, as a CSV reader counts them) that cannot be used.
 */
export function readTrainingData(bytes: Uint8Array, file: string): LabelledTexts {
  const texts: string[] = [];
  const labels: number[] = [];
  const { data, errors } = Papa.parse<string[]>(decodeUtf8(bytes, file), { delimiter: ',' });
  const malformed = errors[0];
  if (malformed !== undefined) throw rowProblem(file, (malformed.row ?? 0) + 1, malformed.message);
  data.forEach((columns, index) => {
    if (columns.length === 1 && columns[0] === '') return;
    const problem = problemOf(columns);
    if (problem !== undefined) throw rowProblem(file, index + 1, problem);
    labels.push(Number(columns[0]));
    texts.push(columns[1]!);
  });
  if (texts.length === 0) throw new Error(`${file} has no rows`);
  return { texts, labels };
}

/**
 * The number of classes, from labels that must be 0 to n-1 without a gap.
 * @throws Error naming what is missing.
 */
export function countClasses(labels: readonly number[], file: string): number {
  const present = new Set(labels);
  if (present.size < 2) throw new Error(`${file} has only one label; a classifier needs two or more`);
  for (let label = 0; label < present.size; label++) {
    if (!present.has(label)) {
      throw new Error(`${file} has ${present.size} different labels but no ${label}; labels must be 0 to n-1`);
    }
  }
  return present.size;
}

/** Divides rows at random; `ratio` of them, rounded, become the second part, which may be empty. */
export function splitRows(
  rows: LabelledTexts,
  ratio: number,
  random: Random,
): { training: LabelledTexts; validation: LabelledTexts } {
  const order = [...shuffledIndexes(rows.labels.length, random)];
  const held = Math.round(rows.labels.length * ratio);
  const pick = (indexes: number[]): LabelledTexts => ({
    texts: indexes.map((index) => rows.texts[index]!),
    labels: indexes.map((index) => rows.labels[index]!),
  });
  return { training: pick(order.slice(held)), validation: pick(order.slice(0, held)) };
}

function problemOf(columns: string[]): string | undefined {
  const [label = '', text = ''] = columns;
  if (columns.length !== 2) {
    return `has ${columns.length} columns; expected a label and a text (a text with a comma needs quotes)`;
  }
  if (!/^\d{1,6}$/.test(label))
    return `the label "${label.slice(0, 40)}" is not an integer from 0 on (no header row either)`;
  if (isBlank(text)) return 'the text is empty';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const row = firstRowNotUtf8(bytes);
    throw new Error(`${file} row ${row}: not UTF-8; save the file as UTF-8`, { cause });
  }
}

/** Rows by line breaks, near enough for a message. */
function firstRowNotUtf8(bytes: Uint8Array): number {
  let row = 1;
  for (let start = 0; start < bytes.length; row++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return row;
    }
    start = stop + 1;
  }
  return row;
}

function rowProblem(file: string, row: number, problem: string): Error {
  return new Error(`${file} row ${row}: ${problem}`);
}
