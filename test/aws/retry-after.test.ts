import { expect, test } from 'vitest';
import { retryAfterMilliseconds } from '../../src/aws/rate-limit/retry-after.js';

const now = Date.parse('2026-03-01T10:00:00Z');

test.each([
  ['milliseconds of x-amz-retry-after', { 'x-amz-retry-after': '1500' }, 1_500],
  ['seconds of retry-after', { 'retry-after': '3' }, 3_000],
  ['a date of retry-after', { 'retry-after': 'Sun, 01 Mar 2026 10:00:05 GMT' }, 5_000],
  ['a date that is over', { 'retry-after': 'Sun, 01 Mar 2026 09:00:00 GMT' }, 0],
  ['more than five minutes', { 'retry-after': '86400' }, 300_000],
  ['a date by another clock', { 'retry-after': 'Sun, 01 Mar 2026 22:00:00 GMT' }, 300_000],
  ['something else', { 'retry-after': 'soon' }, 0],
  ['nothing', {}, 0],
])('%s', (_what, headers, expected) => {
  expect(retryAfterMilliseconds({ $response: { headers } }, now)).toBe(expected);
});

test('an error without an answer asks for nothing', () => {
  expect(retryAfterMilliseconds(new Error('connect ECONNREFUSED'))).toBe(0);
});
