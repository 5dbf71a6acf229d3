import { expect, test } from 'vitest';
import type { Nearness } from '../../../src/activities/waiting/list-pause.js';
import { listPause } from '../../../src/activities/waiting/list-pause.js';
import { defaultPollingIntervals } from '../../../src/activities/index.js';

const waits = (count: number, nearness: Nearness = 'open'): Nearness[] => Array.from({ length: count }, () => nearness);
const pause = (waiting: Nearness[], last = Infinity): number => listPause(last, waiting, defaultPollingIntervals);

test.each([
  [1, 10],
  [20, 2.35],
  [100, 4.9],
  [200, 4.9],
  [1_000, 4.9],
])('lists for %i waits come every %d s', (count, seconds) => {
  expect(pause(waits(count)) / 1_000).toBeCloseTo(seconds, 1);
});

test('jobs that have yet to start have lists come rarely', () => {
  expect(pause(waits(20, 'early'))).toBe(defaultPollingIntervals.longestList);
});

test('one job that uploads its model has lists come often', () => {
  expect(pause(['near', 'open'])).toBeLessThan(4_300);
});

test('those that are left of many do not wait long at once', () => {
  expect(pause(waits(1), 2_500)).toBeLessThan(2_700);
});

test('one wait has lists come often where many runs wait for something else', () => {
  const beside = listPause(Infinity, waits(1), defaultPollingIntervals, { beside: 19 });
  expect(beside).toBe(pause(waits(20)));
});

test('runs that wait for something else make no list of what has yet to start come often', () => {
  expect(listPause(Infinity, waits(1, 'early'), defaultPollingIntervals, { beside: 19 })).toBe(
    defaultPollingIntervals.longestList,
  );
});
