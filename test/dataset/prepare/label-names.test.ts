import { describe, expect, test } from 'vitest';
import { labelNames, oddNames } from '../../../src/dataset/prepare/label-names.js';

describe('names of labels', () => {
  test.each([
    ['names by their letters', ['spam', 'ham', ' ham '], ['ham', 'spam']],
    ['integers by size', ['10', '9', '1'], ['1', '9', '10']],
    ['integers with a point as integers', ['1.0', '0.0', '1'], ['0', '1']],
    ['integers with a decimal comma as integers', ['1,0', '0,0'], ['0', '1']],
    ['integers as powers of ten as integers', ['1e0', '0e0', '1E+01'], ['0', '1', '10']],
    ['a zero with a sign as zero', ['-0', '1'], ['0', '1']],
    ['halves with a decimal comma as they are', ['4,5', '5,0'], ['4,5', '5,0']],
    ['-1 before 1', ['1', '-1'], ['-1', '1']],
    ['truth values in small letters, false first', ['True', 'FALSE', 'true'], ['false', 'true']],
    ['halves and wholes as numbers, however wholes are written', ['4.0', '4', '4.5'], ['4', '4.5']],
    ['thousands as they are, since they may be decimals', ['1,000', '1'], ['1', '1,000']],
    ['one where accents are written in two ways', ['caf\u00e9', 'cafe\u0301', 'tea'], ['caf\u00e9', 'tea']],
    ['one where only a zero-width space differs', ['ham\u200b', 'ham', 'spam'], ['ham', 'spam']],
    ['numbers that are no integers as they are', ['0.5', '0.25'], ['0.25', '0.5']],
  ])('are %s', (_, values, names) => {
    expect(labelNames(values).names).toEqual(names);
  });

  test('give each value its class', () => {
    const { classOf } = labelNames(['2', '1.0', '1']);
    expect([classOf('1'), classOf(' 1.0 '), classOf('2.0'), classOf('3')]).toEqual([0, 0, 1, -1]);
  });

  test.each([
    [['1', '-1'], 0],
    [['no', 'not sure', 'not_sure'], 1],
    [['0', '1', '2', 'x'], 1],
    [['0', 'x'], 0],
  ])('%j are odd in %i ways', (names, count) => {
    expect(oddNames(names)).toHaveLength(count);
  });
});

test('labels that look like several in one are told of', () => {
  expect(oddNames(["['a', 'b']", 'a|b', 'a', 'b, c', 'x | y'])).toEqual([
    "labels that look like several in one are classes of their own here: ['a', 'b'], a|b",
  ]);
});
