import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureKinds, isFailureType } from '../../src/contract/failures.js';
import { readPage, sectionsOf } from './pages.js';

/** Everything that can fail, a heading each. */
const failures = sectionsOf(readPage('docs/failures.md'), 3);
/** Those whose heading is a type. */
const types = failures.flatMap(({ heading, text }) => {
  const type = /^`(\w+)`$/.exec(heading)?.[1];
  return type === undefined ? [] : [{ type, text }];
});

test('every type of the catalogue has a heading', () => {
  const told = types.map(({ type }) => type);
  expect(Object.keys(failureKinds).filter((type) => !told.includes(type))).toEqual([]);
});

test('no heading is a type that the catalogue does not have', () => {
  expect(types.filter(({ type }) => !isFailureType(type))).toEqual([]);
});

test.each(types)('the page says of $type what the catalogue says', ({ type, text }) => {
  const [first = ''] = text.trim().split('\n\n');
  const { description } = failureKinds[type as keyof typeof failureKinds];
  expect(first.replaceAll('\n', ' ').replaceAll('`', '')).toBe(description);
});

const citedIn = (text: string): { file: string; name: string }[] =>
  [...text.matchAll(/^ {2}- `([\w/-]+)`: `([^`]+)`$/gm)].map(([, file = '', name = '']) => ({ file, name }));

test('every failure names a test', () => {
  const silent = failures.filter(({ text }) => citedIn(text).length === 0);
  expect(silent.map(({ heading }) => heading)).toEqual([]);
});

test.each(failures.flatMap(({ text }) => citedIn(text)))(
  'the test that backs a failure is there: $file: $name',
  ({ file, name }) => {
    const path = `test/${file}.test.ts`;
    expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
    const source = readPage(path);
    expect([`'${name}',`, `"${name}",`].some((title) => source.includes(title))).toBe(true);
  },
);
