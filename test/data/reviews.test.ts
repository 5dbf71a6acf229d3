import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { expect, test } from 'vitest';

const bytes = readFileSync(new URL('../../data/reviews/data.csv', import.meta.url));
const csv = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const { data: rows, errors } = Papa.parse<string[]>(csv.trimEnd());
const texts = rows.map(([, text]) => text ?? '');
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

test('the file is RFC 4180 with LF at the end of every line, the last one too', () => {
  expect([errors, csv.includes('\r'), csv.endsWith('\n'), csv.endsWith('\n\n')]).toEqual([[], false, true, false]);
});

test('there are at least 600 rows', () => {
  expect(rows.length).toBeGreaterThanOrEqual(600);
});

test('every row is a label, 0 or 1, and a text of 4 to 35 words without spaces around it', () => {
  const wrong = rows.filter(([label = '', text = '', ...rest]) => {
    const length = text.split(' ').length;
    return !/^[01]$/.test(label) || text !== text.trim() || length < 4 || length > 35 || rest.length > 0;
  });
  expect(wrong).toEqual([]);
});

test('the labels are balanced within 5 %', () => {
  const positive = rows.filter(([label]) => label === '1').length;
  expect(Math.abs(positive / rows.length - 0.5)).toBeLessThanOrEqual(0.025);
});

test('the rows are shuffled: no label comes more than 15 times in a row', () => {
  const runs = rows.map(([label]) => label).join('').match(/0+|1+/g) ?? [];
  expect(Math.max(...runs.map((run) => run.length))).toBeLessThanOrEqual(15);
});

test('no text is there twice', () => {
  expect(repeated(texts.map((text) => words(text).join(' ')))).toEqual([]);
});

test('no two texts begin with the same five words', () => {
  expect(repeated(texts.map((text) => words(text).slice(0, 5).join(' ')))).toEqual([]);
});

test('no two texts share a run of six words', () => {
  const runs = texts.flatMap((text) => words(text).map((_, at, all) => all.slice(at, at + 6)));
  expect(repeated(runs.filter((run) => run.length === 6).map((run) => run.join(' ')))).toEqual([]);
});

test('at least one word in five is a word not used before, as in free text and unlike in sentences made from a template', () => {
  const all = texts.flatMap(words);
  expect(new Set(all).size / all.length).toBeGreaterThan(0.2);
});
