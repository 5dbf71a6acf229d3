import { expect, test } from 'vitest';
import { markdownTable } from '../../src/workflows/markdown.js';

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
    '| Predicts | a \\| b \\<img> \\`c\\` \\[d](e) |',
  );
});

test('a comparison is shown as it is', () => {
  expect(line({ title: 'gate deployment', text: 'accuracy>=0.9 holds' })).toContain('accuracy>=0.9 holds');
});
