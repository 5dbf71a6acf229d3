import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fakeConsole } from './fake-console.js';

// Before the console starts: it takes its clock once.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }));
const console = fakeConsole();
afterAll(() => void vi.useRealTimers());
const hours = 3_600_000;

const asked = async (cookie: string): Promise<number> =>
  (await console.call('/api/nothing', { headers: { cookie, 'sec-fetch-site': 'same-origin' } })).status;

test('a session counts for twelve hours from its last use, and no longer', async () => {
  const cookie = await console.signIn();
  const after = async (milliseconds: number): Promise<number> => {
    vi.setSystemTime(Date.now() + milliseconds);
    return asked(cookie);
  };
  expect(await after(11 * hours)).toBe(404);
  expect(await after(11 * hours)).toBe(404);
  expect(await after(12 * hours)).toBe(401);
  expect(await after(0)).toBe(401);
});

test('the stream of a session that is over ends, and watching it did not make it longer', async () => {
  const cookie = await console.signIn();
  const ended = console.call('/api/v1/events?watch=schedules', {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
  const outcome = ended.then(
    () => 'ended',
    () => 'ended',
  );
  vi.setSystemTime(Date.now() + 12 * hours);
  // Looked at with each ping.
  await vi.waitFor(async () => {
    vi.advanceTimersByTime(15_000);
    expect(await Promise.race([outcome, Promise.resolve('goes on')])).toBe('ended');
  });
  expect(await asked(cookie)).toBe(401);
});
