import { expect, test } from 'vitest';
import { inspectLocalDataset } from '../../../src/dataset/local-file.js';
import { fileOf, messagesOf, prepared } from './prepared.js';

const words = ['far', 'too', 'long', 'warm', 'and', 'funny', 'slow', 'bright'];
const textOf = (row: number): string => `${words[row % 8]} ${words[(row >> 3) % 8]} and number ${row}`;
/** Sorted: one class after the other, each longer than any sample of first rows. */
const sorted = (labels: readonly string[], line: (label: string, row: number) => string, rows = 1_500): string[] =>
  labels.flatMap((label, index) => Array.from({ length: rows }, (_, row) => line(label, index * rows + row)));
const csv = (lines: readonly string[], header = ''): string => `${header}${lines.join('\n')}\n`;

const labelled = (label: string, row: number): string => `${label},"${textOf(row)}"`;
const sourced = (label: string, row: number): string => `${label},${row % 3 === 0 ? 'web' : 'app'},"${textOf(row)}"`;

test.each([
  ['with a header', csv(sorted(['1', '0'], labelled), 'label,review\n')],
  ['without a header', csv(sorted(['1', '2'], labelled))],
  ['with another column of few values', csv(sorted(['pos', 'neg'], sourced), 'label,source,review\n')],
  [
    'of JSON lines',
    csv(sorted(['pos', 'neg'], (label, row) => JSON.stringify({ sentiment: label, source: 'web', text: textOf(row) }))),
  ],
])('a file sorted by its label %s is known by all of its rows', async (_, content) => {
  const { problems, labels, parts } = await prepared(content);
  expect(problems).toEqual([]);
  expect(labels).toHaveLength(2);
  expect(parts[0]?.classCounts).toEqual([1_500, 1_500]);
});

test('files of one class each are one data set', async () => {
  const files = ['neg', 'pos'].map((label) => csv(sorted([label], labelled, 20), 'label,text\n'));
  expect(await prepared(files)).toMatchObject({ problems: [], labels: ['neg', 'pos'] });
});

test('one file of one class is told to be so', async () => {
  expect(messagesOf(await prepared(csv(sorted(['pos'], labelled, 20), 'label,text\n')))).toContain(
    'all labels in column label are "pos"',
  );
});

test('the check of a file sorted by its label prints the command that mends it', async () => {
  const file = await fileOf(csv(sorted(['pos', 'neg'], sourced), 'label,source,review\n'));
  const { mend } = await inspectLocalDataset(file);
  expect(mend?.command).toContain('--label label --text review');
});

test('identifiers beside a column of one value are no rivals of the label', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `"${row % 2}","${1_467_810 + row}","NO_QUERY","user${row}","${textOf(row)}"`,
  );
  expect(await prepared(csv(rows))).toMatchObject({ problems: [], sources: [{ label: '1', text: ['5'] }] });
});
