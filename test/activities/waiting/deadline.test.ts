import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { deadline } from '../../../src/activities/waiting/deadline.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

afterEach(() => {
  vi.useRealTimers();
});

test('ends as out of time', async () => {
  const { signal, passed } = deadline(new AbortController().signal, 5);
  await expect.poll(() => signal.aborted).toBe(true);
  expect([(signal.reason as Error).name, passed()]).toEqual(['TimeoutError', true]);
});

test('ends with its signal, for the same reason', () => {
  const cancelled = new AbortController();
  const { signal, passed } = deadline(cancelled.signal, 60_000);
  cancelled.abort(new Error('cancelled'));
  expect([(signal.reason as Error).message, passed()]).toEqual(['cancelled', false]);
});

test('of a signal that is aborted already has ended', () => {
  expect(deadline(AbortSignal.abort(), 60_000).signal.aborted).toBe(true);
});

test('comes also when nobody but a listener waits for it', async () => {
  let ended = 0;
  for (let i = 0; i < 20; i++) {
    deadline(new AbortController().signal, 50).signal.addEventListener('abort', () => (ended += 1));
  }
  collectGarbage();
  await nextTurn();
  collectGarbage();
  await expect.poll(() => ended).toBe(20);
});

test('that is released never comes', () => {
  vi.useFakeTimers();
  const { signal, release } = deadline(new AbortController().signal, 5);
  release();
  vi.advanceTimersByTime(5);
  expect(signal.aborted).toBe(false);
});
