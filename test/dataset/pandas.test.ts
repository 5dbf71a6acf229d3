import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labelledRowsIn } from '../../src/dataset/index.js';

/** What pandas.read_csv(FILE, header=None) made of generated files: scripts/record-pandas.py. */
type Answer = 'raises' | 'columns' | 'labels' | 'texts' | [label: number, text: string][];
const { files } = JSON.parse(readFileSync(new URL('../fixtures/pandas/answers.json', import.meta.url), 'utf8')) as {
  files: [base64: string, answer: Answer][];
};

/** Blanks after a closing quote and such are kept, so rows can be compared as they are. */
const read = (base64: string): ReturnType<typeof labelledRowsIn> => labelledRowsIn(Buffer.from(base64, 'base64'));
const rowsOf = ({ labels, texts }: ReturnType<typeof labelledRowsIn>): [number, string][] =>
  labels.map((label, index) => [label, texts[index] ?? '']);
/** What only this reader asks for: labels 0..n-1, at least two, none negative, texts that are not blank, quotations that are whole. */
const stricter = [
  'oneClass',
  'gap',
  'offset',
  'negativeLabel',
  'largeLabel',
  'emptyText',
  'quotes',
  'loneReturn',
  'returnEndsLine',
  'header',
  'rowNumbers',
];

describe('beside pandas', () => {
  test('every file that is accepted has the same labels and texts', () => {
    const other = files.filter(([base64, answer]) => {
      const mine = read(base64);
      return mine.report.problems.length === 0 && JSON.stringify(rowsOf(mine)) !== JSON.stringify(answer);
    });
    expect(other.map(([base64, answer]) => [Buffer.from(base64, 'base64').toString('latin1'), answer])).toEqual([]);
  });

  test('every file that pandas reads is accepted, or refused for a rule that is ours', () => {
    const other = files.filter(([base64, answer]) => {
      if (typeof answer === 'string') return false;
      const { problems } = read(base64).report;
      return problems.length > 0 && !problems.some(({ fault = '' }) => stricter.includes(fault));
    });
    expect(other.map(([base64]) => Buffer.from(base64, 'base64').toString('latin1'))).toEqual([]);
  });

  test('enough of them are read by both for this to mean something', () => {
    const both = files.filter(
      ([base64, answer]) => typeof answer !== 'string' && read(base64).report.problems.length === 0,
    );
    expect(both.length).toBeGreaterThan(400);
  });
});
