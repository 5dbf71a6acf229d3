import { expect, test } from 'vitest';
import { matchesFilter } from '../../../../../src/local/sagemaker/services/logs/filter-pattern.js';

test.each([
  ['', true],
  ['epoch', true],
  ['epoch loss', true],
  ['epoch missing', false],
  ['Epoch', false],
  ['?missing ?loss', true],
  ['?missing ?absent', false],
  ['epoch -loss', false],
  ['"epoch 1"', true],
  ['"epoch  1"', false],
])('the pattern %j on "epoch 1 loss=0.5" is %s', (pattern, expected) => {
  expect(matchesFilter('epoch 1 loss=0.5', pattern)).toBe(expected);
});
