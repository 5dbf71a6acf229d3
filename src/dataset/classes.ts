import type { DatasetProblem } from '../contract/dataset.js';
import { counted, grouped } from './counted.js';

/** Rows of each class, by ascending label. */
export type Counts = readonly (readonly [label: number, rows: number])[];

const problem = (fault: string, message: string): DatasetProblem => ({ field: 'data', fault, message });

/** Nearly every row has a label of its own: `ascending` ones, above all, are numbers of the rows. */
export const areRowNumbers = ({ length }: Counts, rows: number, ascending: boolean): boolean =>
  length > 10 && length * (ascending ? 4 : 2) > rows;

/** What is wrong with the labels of training data as a whole. `ascending`: no label is smaller than one before it. */
export function classProblems(counts: Counts, rows: number, ascending: boolean): DatasetProblem[] {
  const [first] = counts;
  const last = counts.at(-1);
  if (first === undefined || last === undefined) return [];
  if (areRowNumbers(counts, rows, ascending)) {
    const message = `the first column looks like a number of the row or an identifier (${grouped(counts.length)} different labels in ${counted(rows, 'row', 'rows')}); put the class there`;
    return [problem('rowNumbers', message)];
  }
  if (counts.length === 1) {
    return [problem('oneClass', `only class ${first[0]} occurs; a classifier needs at least two classes, 0 and 1`)];
  }
  if (last[0] === counts.length - 1) return [];
  if (last[0] - first[0] === counts.length - 1) {
    const message = `labels run from ${first[0]} to ${last[0]}; subtract ${first[0]} from each, so that they run from 0 to ${counts.length - 1}`;
    return [problem('offset', message)];
  }
  const message = `labels must run from 0 to n-1 without a gap; found ${counts.length} classes up to ${last[0]}, missing ${missing(counts)}`;
  return [problem('gap', message)];
}

/** What makes training harder without making it impossible. */
export function classWarnings(counts: Counts): string[] {
  let [most, least] = [0, Infinity];
  for (const [, rows] of counts) {
    most = Math.max(most, rows);
    least = Math.min(least, rows);
  }
  const warnings: string[] = [];
  if (counts.length > 0 && most / least >= 10) {
    warnings.push(
      `classes are unbalanced: the largest has ${counted(most, 'row', 'rows')}, the smallest ${grouped(least)}`,
    );
  }
  if (counts.length > 1 && least < 8) {
    warnings.push(`the smallest class has only ${counted(least, 'row', 'rows')}; expect poor accuracy`);
  }
  return warnings;
}

function missing(counts: Counts): string {
  const present = new Set(counts.map(([label]) => label));
  const last = counts.at(-1)?.[0] ?? 0;
  const gaps: number[] = [];
  for (let label = 0; label < last && gaps.length < 5; label++) if (!present.has(label)) gaps.push(label);
  return gaps.join(', ') + (last + 1 - counts.length > gaps.length ? ', …' : '');
}
