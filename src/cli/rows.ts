import type { Row } from '../view/row.js';
import { visibleLine } from './visible.js';

/** Rows of the view on a terminal: a title and its text each, what else belongs to it below. */
export function rowLines(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(({ title }) => title.length));
  return rows.flatMap(({ title, text, details = [] }) => [
    `  ${title.padEnd(width)}  ${visibleLine(text)}`,
    ...details.map((detail) => `  ${' '.repeat(width)}  ${visibleLine(detail)}`),
  ]);
}

/** The same as cells of a table of two columns. */
export const rowCells = (rows: readonly Row[]): string[][] =>
  rows.flatMap(({ title, text, details = [] }) => [[title, text], ...details.map((detail) => ['', detail])]);
