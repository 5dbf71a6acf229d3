import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pages, readPage } from './pages.js';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));
const variable = /\bTUNEWRIGHT_[A-Z_]+\b/g;

const read = new Set(
  readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => readFileSync(join(sources, path), 'utf8').match(variable) ?? []),
);
const told = new Set(pages.flatMap((page) => readPage(page).match(variable) ?? []));

test('every environment variable that the code names stands in the docs', () => {
  expect([...read].filter((name) => !told.has(name))).toEqual([]);
});

test('the docs tell of no environment variable that the code does not name', () => {
  expect([...told].filter((name) => !read.has(name))).toEqual([]);
});
