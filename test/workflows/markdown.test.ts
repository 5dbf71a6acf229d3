import { expect, test } from 'vitest';
import { code, escaped, markdownList, markdownTable, page } from '../../src/workflows/markdown.js';

const line = (row: Parameters<typeof markdownTable>[0][number]): string => markdownTable([row]).split('\n')[2] ?? '';

test('the name in a row is set as code, and its title begins with a capital', () => {
  expect(line({ title: 'training job', text: 'tw-1: Completed', name: 'tw-1' })).toBe(
    '| Training job | `tw-1`: Completed |',
  );
});

test('what else belongs to a row stands in brackets', () => {
  expect(line({ title: 'spent', text: '1.00 USD', details: ['spot', 'no price'] })).toBe(
    '| Spent | 1.00 USD (spot; no price) |',
  );
});

test('a sentence of the data neither breaks the table nor is read as Markdown', () => {
  expect(line({ title: 'predicts', text: 'a | b\n<img> `c` [d](e)' })).toBe(
    '| Predicts | a \\| b \\<img> \\`c\\` \\[d\\](e) |',
  );
});

test('a comparison is shown as it is', () => {
  expect(line({ title: 'gate deployment', text: 'accuracy>=0.9 holds' })).toContain('accuracy>=0.9 holds');
});

test.each([
  ['ok\n\n| Report | forged |\n[Approve](http://evil) ![i](http://evil/px.png)', 'a link, an image, a table'],
  ['see https://evil.example or www.evil.example or a@evil.example', 'a bare address'],
  ['**done** _done_ ~~done~~ <b>done</b>', 'emphasis or a tag'],
])('what people write, such as %j, makes no Markdown: not %s', (text) => {
  const list = markdownList('Notes', [text]).split('\n');
  expect(list).toHaveLength(3);
  expect(list[2]?.replace(/\\[^a-z0-9\s]/gi, '')).not.toMatch(/[\n|`<[\]*~@]|:\/\/|www\.|(^|\W)_/);
});

test('words and figures are shown without escapes', () => {
  expect(escaped('validation_accuracy = 0.91 (learning_rate 1e-4): reviews-1, 52 %')).not.toContain('\\');
});

test('a name can not end the code that it is set as', () => {
  expect(code('run`x`\n|y')).toBe('`run x   y`');
});

test('of the digest in the place of a data set both ends are shown', () => {
  const place = (digest: string): string => `s3://bucket/tunewright/data/${digest}/`;
  expect(code(place('0123456789abcdef'.repeat(4)))).toBe(`\`${place('01234567…abcdef')}\``);
});

test('an epoch of so many is no fraction', () => {
  expect(escaped('1/2  loss 0.31')).toBe('1 / 2  loss 0.31');
});

test('a page ends in a blank line, for its last line is not seen', () => {
  expect(page(['**Live**', '', 'Notes'])).toBe('**Live**\n\nNotes\n\n\u00a0');
});
