import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pages, readPage } from './pages.js';

/** The tests have a setting of their own. */
const folders = ['../../src/', '../support/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const variable = /\bTUNEWRIGHT_[A-Z_]+\b/g;

const read = new Set(
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => readFileSync(join(folder, path), 'utf8').match(variable) ?? []),
  ),
);
const told = new Set(pages.flatMap((page) => readPage(page).match(variable) ?? []));

test('every environment variable that the code names stands in the docs', () => {
  expect([...read].filter((name) => !told.has(name))).toEqual([]);
});

test('the docs tell of no environment variable that the code does not name', () => {
  expect([...told].filter((name) => !read.has(name))).toEqual([]);
});
