import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { messagesOf, prepared, rowsOf } from './prepared.js';

const rows = Array.from({ length: 40 }, (_, row) => JSON.stringify({ label: row % 2, text: `a text of words ${row}` }));
const lines = (...more: string[]): Buffer => gzipSync([...rows, ...more].join('\n'));

test('a line of JSON that is longer than any text is passed over and told, in no more than its own time', async () => {
  const made = await prepared(lines(`{"label":1,"text":"${'a'.repeat(64 << 20)}"}`));
  expect(messagesOf(made)).toContain('is longer than 16 MB');
}, 60_000);

test('a text that nests deeper than the stack is a text like any other', async () => {
  const deep = 500_000;
  const made = await prepared(lines(`{"label":1,"text":${'['.repeat(deep)}${']'.repeat(deep)}}`));
  expect((await rowsOf(made)).at(-1)).toEqual([1, '[…]']);
}, 60_000);
