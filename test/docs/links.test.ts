import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages, readPage } from './pages.js';

const root = new URL('../../', import.meta.url);
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
const anchorsOf = (path: string): string[] =>
  [...readPage(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

const links = pages.flatMap((page) =>
  [...readPage(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({
    page,
    target: path === '' ? page : new URL(path, new URL(page, root)).href.slice(root.href.length),
    anchor,
  })),
);

test.each(links)('the link of $page to $target is not broken (#$anchor)', ({ target, anchor }) => {
  expect(existsSync(new URL(target, root)), target).toBe(true);
  if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
});

test('every page of docs/ is linked from the README', () => {
  const linked = links.filter(({ page }) => page === 'README.md').map(({ target }) => target);
  expect(pages.filter((page) => page.startsWith('docs/') && !linked.includes(page))).toEqual([]);
});
