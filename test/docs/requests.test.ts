import { expect, test } from 'vitest';
import { readPage } from './pages.js';

/** Members of the interfaces of a request, at any depth. */
const members = new Set(
  [...readPage('src/contract/run/requests.ts').matchAll(/^ {2}(\w+)\??: /gm)].map(([, name = '']) => name),
);

/** Where code stands in the page: `data`, `name` and `rule` are words of its text, too. */
const codeOf = (page: string): string => (page.match(/```[^]*?```|`[^`\n]+`/g) ?? []).join('\n');

test('every member of a request stands in its page', () => {
  const page = codeOf(readPage('docs/requests.md'));
  expect(members.size).toBeGreaterThan(40);
  expect([...members].filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
});
