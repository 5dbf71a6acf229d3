import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureKinds, isFailureType } from '../../src/contract/failures.js';
import { readPage, tableRows } from './pages.js';

const rows = tableRows(readPage('docs/failures.md'));
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');

/** First cells that hold nothing but types. */
const types = rows.flatMap(([first = '']) => (/^`\w+`(, `\w+`)*$/.test(first) ? quoted(first) : []));

test('every type of the catalogue has a row', () => {
  expect(Object.keys(failureKinds).filter((type) => !types.includes(type))).toEqual([]);
});

test('no row is about a type that the catalogue does not have', () => {
  expect(types.filter((type) => !isFailureType(type))).toEqual([]);
});

const cited = rows.flatMap((row) =>
  [...(row.at(-1) ?? '').matchAll(/`([\w/-]+)`: `([^`]+)`/g)].map(([, file = '', name = '']) => ({ file, name })),
);

test('every row names a test, or says that it has none', () => {
  const silent = rows.filter((row) => !/^(`[\w/-]+`: `|no test of its own)/.test(row.at(-1) ?? ''));
  expect(silent.map(([first]) => first)).toEqual([]);
});

test.each(cited)('the test that backs a row is there: $file: $name', ({ file, name }) => {
  const path = `test/${file}.test.ts`;
  expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
  const source = readPage(path);
  expect([`'${name}',`, `"${name}",`].some((title) => source.includes(title))).toBe(true);
});
