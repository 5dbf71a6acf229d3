import type { ActivityOptions } from '@temporalio/workflow';
import { expect, test } from 'vitest';
import { activityOptions, limits } from '../../src/workflows/activity-options.js';

/** How long things are tried, as docs/failures.md and docs/endpoints.md tell it. */
const told: [keyof typeof activityOptions, attempt: string, inAll: string | undefined][] = [
  ['look', '60 s', '1 d'],
  ['move', '2 h', '1 d'],
  ['create', '30 s', '1 d'],
  ['lease', '12 m', '365 d'],
  ['notice', '30 s', '10 m'],
  ['watchOver', '12 m', undefined],
  ['wait', '12 m', undefined],
  ['retire', '12 m', undefined],
  ['cleanUp', '12 m', '7 d'],
];

test('every kind of activity is in the table', () => {
  expect(told.map(([kind]) => kind)).toEqual(Object.keys(activityOptions));
});

test.each(told)('%s: an attempt %s, in all %s', (kind, attempt, inAll) => {
  const { startToCloseTimeout, scheduleToCloseTimeout }: ActivityOptions = activityOptions[kind];
  expect([startToCloseTimeout, scheduleToCloseTimeout]).toEqual([attempt, inAll]);
});

test('a job may be pending for 28 days, an endpoint may take a day', () => {
  const hours = 3600;
  expect(limits).toEqual({ pending: 28 * 24 * hours, margin: hours, endpoint: 26 * hours });
});
