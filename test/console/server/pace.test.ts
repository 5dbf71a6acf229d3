import { afterEach, expect, test, vi } from 'vitest';
import type { Context } from '../../../src/console/server/context.js';
import { Hub } from '../../../src/console/server/watch/hub.js';
import { Pace } from '../../../src/console/server/watch/pace.js';

afterEach(() => vi.useRealTimers());

/** Most calls within any second. */
const mostInASecond = (at: readonly number[]): number =>
  Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 1_000).length));

test('fifty pages on five filters stay below the ten lists and counts a second of a server, and none waits a second for its first list', async () => {
  vi.useFakeTimers();
  const calls: number[] = [];
  const tunewright = {
    listRuns: () => Promise.resolve((calls.push(Date.now()), { runs: [], next: null })),
    countRuns: () => {
      for (let call = 0; call < 4; call++) calls.push(Date.now());
      return Promise.resolve({ all: 0, waiting: 0, running: 0, failed: 0 });
    },
  };
  const hub = new Hub({ tunewright } as unknown as Context, true);
  const opened = Date.now();
  const waited: number[] = [];
  const stops = Array.from({ length: 50 }, (_, page) => {
    const phases = [undefined, 'approve', 'running', 'failed', 'done'] as const;
    const phase = phases[page % phases.length];
    let isFirst = true;
    return hub.list(phase === undefined ? {} : { phase }).watch(() => {
      if (isFirst) waited.push(Date.now() - opened);
      isFirst = false;
    });
  });
  await vi.advanceTimersByTimeAsync(60_000);
  for (const stop of stops) stop();
  expect(waited).toHaveLength(50);
  expect(Math.max(...waited)).toBeLessThan(1_000);
  expect(mostInASecond(calls)).toBeLessThanOrEqual(10);
  expect(calls.length / 60).toBeLessThanOrEqual(2.5);
});

test('whoever has nothing on screen yet goes before those who renew what they have', async () => {
  vi.useFakeTimers();
  const pace = new Pace({ burst: 1, callsPerSecond: 1 });
  const turns: string[] = [];
  const take = (name: string, urgent: boolean) => pace.turn({ urgent }).then(() => void turns.push(name));
  const all = [take('at once', false), take('renewal', false), take('another renewal', false), take('new', true)];
  await vi.advanceTimersByTimeAsync(3_000);
  await Promise.all(all);
  expect(turns).toEqual(['at once', 'new', 'renewal', 'another renewal']);
});
