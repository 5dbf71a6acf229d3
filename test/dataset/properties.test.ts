import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { inspectDataset } from '../../src/dataset/index.js';
import type { DatasetReport } from '../../src/contract/dataset.js';
import { seeded, seededTexts } from '../support/seeded-texts.js';

const inspect = (content: string | Uint8Array): Promise<DatasetReport> =>
  inspectDataset({ uri: 'data.csv', bytes: chunked(typeof content === 'string' ? Buffer.from(content) : content) });

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 61) yield await Promise.resolve(bytes.subarray(at, at + 61));
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Files that are nearly right: labels, separators, quotes and line breaks in random order. */
function nearlyRight(random: () => number): string {
  const pieces = [
    '0',
    '1',
    '2',
    '-1',
    'x',
    ',',
    ',',
    '"',
    '""',
    '\n',
    '\r\n',
    ' ',
    'good',
    'a,b',
    '\t',
    ';',
    '\uFEFF',
    '0,fine\n',
    '1,bad\n',
  ];
  const count = Math.floor(random() * 12);
  return `0,fine\n1,bad\n${Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join('')}`;
}

/** An independent reading of a file: what is wrong with it, if anything. */
function isAcceptable(content: string): boolean {
  // Papa Parse takes one kind of line break for a whole file; a break of either kind ends a line here.
  const lines = content.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter: ',', newline: '\n' });
  const rows = data.at(-1)?.length === 1 && data.at(-1)?.[0] === '' ? data.slice(0, -1) : data;
  if (rows.length === 0 || errors.some(({ type }) => type === 'Quotes')) return false;
  if (!rows.every((row) => row.length === 2 && /^\s*\d+\s*$/.test(row[0] ?? '') && (row[1] ?? '').trim() !== ''))
    return false;
  const labels = new Set(rows.map((row) => Number(row[0])));
  return labels.size > 1 && Math.max(...labels) === labels.size - 1;
}

describe('checking a data.csv', () => {
  test('finds nothing wrong with texts of any kind that are quoted as they should be', async () => {
    const texts = seededTexts(2_000, 7).filter((text) => text.trim() !== '');
    const content = texts.map((text, index) => `${index % 3},${quoted(text)}\n`).join('');
    const report = await inspect(content);
    expect(report.problems).toEqual([]);
    expect(report.rows).toBe(texts.length);
  });

  test('accepts no file that an independent reader finds wanting, and never throws', async () => {
    const random = seeded(11);
    const accepted: string[] = [];
    for (let turn = 0; turn < 20_000; turn++) {
      const content = nearlyRight(random);
      if ((await inspect(content)).problems.length === 0) accepted.push(content);
    }
    expect(accepted.filter((content) => !isAcceptable(content))).toEqual([]);
    // Otherwise the test would prove nothing.
    expect(accepted.length).toBeGreaterThan(20);
  });

  test('survives any bytes', async () => {
    const random = seeded(13);
    for (let turn = 0; turn < 300; turn++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256));
      await expect(inspect(bytes)).resolves.toBeDefined();
    }
  });
});
