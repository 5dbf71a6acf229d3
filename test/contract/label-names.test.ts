import { expect, test } from 'vitest';
import { labelNamesExcess, labelNamesFault, labelsBeside } from '../../src/contract/label-names.js';

const faults: [string, unknown, string | null][] = [
  ['two names', ['negative', 'positive'], null],
  ['names of any script, joiners among them', ['négatif', 'सकारात्मक', '👩‍🚀'], null],
  [
    'an object',
    { 0: 'negative' },
    'must be an array of names such as ["negative", "positive"], in the order of the labels',
  ],
  ['numbers', [0, 1], 'the name of label 0 must be a text in quotes'],
  ['an empty name', ['negative', ' '], 'the name of label 1 is empty; every class needs one'],
  ['a blank before a name', ['a', ' b'], 'the name of label 1, " b", begins or ends with a blank'],
  ['a line break', ['a', 'b\nc'], "the name of label 1 holds a character that can't be printed"],
  ['a mark of direction', ['a', 'b\u202ec'], "the name of label 1 holds a character that can't be printed"],
  ['a name twice', ['a', 'b', 'a'], 'labels 0 and 2 have the same name, "a"'],
  ['one name', ['a'], 'one name; a classifier has at least two classes'],
];

test.each(faults)('names of classes: %s', (_, value, fault) => {
  expect(labelNamesFault(value)).toBe(fault);
});

test('names are bounded in number, length and all together', () => {
  const named = (count: number, length: number): string[] =>
    Array.from({ length: count }, (_, label) => String(label).padEnd(length, 'x'));
  expect(labelNamesExcess(named(1_000, 16))).toBeNull();
  expect(labelNamesExcess(named(1_001, 4))).toBe('1001 names; at most 1000 are kept');
  expect(labelNamesExcess(named(2, 101))).toBe('the name of label 0 has more than 100 characters');
  expect(labelNamesExcess(named(1_000, 17))).toBe('the names have 17000 characters together; at most 16000 are kept');
});

test('names lie beside the artifact, packed or not', () => {
  expect(labelsBeside('s3://models/job/output/model.tar.gz')).toBe('s3://models/job/output/labels.json');
  expect(labelsBeside('s3://models/job/')).toBe('s3://models/job/labels.json');
});
