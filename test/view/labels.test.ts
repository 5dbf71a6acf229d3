import { expect, test } from 'vitest';
import { className, labelsText } from '../../src/view/labels.js';

test('a class without a name is told by its number', () => {
  expect([className(1, ['negative', 'positive']), className(1, undefined), className(7, ['a'])]).toEqual([
    'positive',
    '1',
    '7',
  ]);
});

test('of many names the first twenty are told', () => {
  const names = Array.from({ length: 77 }, (_, label) => `intent ${label}`);
  expect(labelsText(names)).toMatch(/^0 = intent 0, .*, 19 = intent 19, …$/);
});
