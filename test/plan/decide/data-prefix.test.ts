import { expect, test } from 'vitest';
import { prefixNotices, prefixOf } from '../../../src/plan/decide/data-prefix.js';

test.each([
  ['s3://bucket/reviews/', 's3://bucket/reviews/'],
  ['s3://bucket/reviews', 's3://bucket/reviews/'],
  ['s3://bucket/reviews/data.csv', 's3://bucket/reviews/'],
  ['s3://bucket', 's3://bucket/'],
  ['s3://bucket/data.csv/', 's3://bucket/data.csv/'],
])('the data URI %s means the prefix %s', (uri, prefix) => {
  expect(prefixOf(uri)).toBe(prefix);
});

test('a URI that was no prefix is told with what was made of it', () => {
  expect(prefixNotices({ data: 's3://b/x', validationData: 's3://b/v/' })).toEqual([
    'data: "s3://b/x" is taken as the prefix "s3://b/x/"',
  ]);
});
