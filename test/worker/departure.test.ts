import { afterEach, expect, test, vi } from 'vitest';
import type { Mock } from 'vitest';
import type { Departure } from '../../src/worker/departure.js';
import { untilAskedToLeave } from '../../src/worker/departure.js';

let departure: Departure;
afterEach(() => {
  departure.release();
  vi.restoreAllMocks();
});

/** What `process.exit` was called with. */
function exits(): Mock {
  const exit = vi.fn();
  vi.spyOn(process, 'exit').mockImplementation(exit as never);
  return exit;
}

test('the first signal is a request to leave', () => {
  const exit = exits();
  departure = untilAskedToLeave();
  process.emit('SIGTERM', 'SIGTERM');
  expect([departure.leaving.aborted, exit.mock.calls]).toEqual([true, []]);
});

test('a second one ends the process', () => {
  const exit = exits();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  departure = untilAskedToLeave();
  process.emit('SIGINT', 'SIGINT');
  clock.mockReturnValue(1_000);
  process.emit('SIGINT', 'SIGINT');
  expect(exit).toHaveBeenCalledWith(130);
});

test('one request that comes by two ways does not', () => {
  const exit = exits();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  departure = untilAskedToLeave();
  process.emit('SIGINT', 'SIGINT');
  clock.mockReturnValue(20);
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit).not.toHaveBeenCalled();
});
