import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPage } from './pages.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['src', 'test', 'scripts', 'bench', 'examples'];
const files = [
  ...folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `/${folder}/${path}`),
  ),
  ...readdirSync(root).map((path) => `/${path}`),
];

/** NEW, AREA, SERVICE, GROUP and NAME stand for what the reader names; Node.js is no file. */
const toBeNamed = /[A-Z]{3}|new-operation|^Node\.js$/;

const named = ['CONTRIBUTING.md', 'ARCHITECTURE.md'].flatMap((page) => {
  const paths = readPage(page).match(/[\w./-]*\w\.(?:ts|mjs|js)\b/g) ?? [];
  return [...new Set(paths)].filter((path) => !toBeNamed.test(path)).map((path) => ({ page, path }));
});

test.each(named)('$page names a file that there is: $path', ({ path }) => {
  const end = `/${path.replace(/^(\.\.\/)+/, '')}`;
  expect(files.filter((file) => file.endsWith(end))).not.toEqual([]);
});
