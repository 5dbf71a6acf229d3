import { expect, onTestFinished, test, vi } from 'vitest';
import { Board } from '../../../src/activities/waiting/board.js';
import type { ListedState, ListQuery } from '../../../src/aws/index.js';

const quick = { shortestPoll: 2, shortestList: 2, longestList: 20 };
/** Nothing after the first list comes by itself. */
const once = { shortestPoll: 3_600_000, shortestList: 3_600_000, longestList: 3_600_000 };

const job = (name: string, state = 'InProgress', at = 0): ListedState => ({
  name,
  state,
  createdAt: 1_000_000,
  modifiedAt: 1_000_000 + at,
});
const jobs = (count: number): ListedState[] => Array.from({ length: count }, (_, index) => job(`job-${index}`));

/** Lists by pages of a hundred, filtered as SageMaker does. */
function listing(now: () => readonly ListedState[]): { queries: ListQuery[]; calls: () => number; pages: never } {
  const queries: ListQuery[] = [];
  let calls = 0;
  async function* pages(query: ListQuery): AsyncGenerator<readonly ListedState[]> {
    queries.push(query);
    const { createdFrom = 0, modifiedFrom = 0 } = query;
    const found = now().filter(
      ({ createdAt = 0, modifiedAt = 0 }) => createdAt >= createdFrom && modifiedAt >= modifiedFrom,
    );
    for (let from = 0; from === 0 || from < found.length; from += 100) {
      calls += 1;
      yield await Promise.resolve(found.slice(from, from + 100));
    }
  }
  return { queries, calls: () => calls, pages: pages as never };
}

const open = () => 'open' as const;

test('one list answers all that wait', async () => {
  const source = listing(() => jobs(50));
  const board = new Board(source, once);
  const seats = jobs(50).map(({ name }) => board.join(name, open));
  await Promise.all(seats.map((seat) => seat.changed()));
  expect(source.calls()).toBe(1);
});

test('how many wait, and how old the list is, is told in seconds', async () => {
  const board = new Board(
    listing(() => jobs(2)),
    once,
  );
  jobs(2).forEach(({ name }) => board.join(name, open));
  expect(board.state).toEqual({ waiting: 2, listAgeInSeconds: null });
  await vi.waitFor(() => expect(board.listedAt).not.toBeNull());
  vi.useFakeTimers({ toFake: ['Date'], now: (board.listedAt ?? 0) + 30_000 });
  onTestFinished(() => void vi.useRealTimers());
  expect(board.state.listAgeInSeconds).toBe(30);
});

test('a change is told to the wait that it is about', async () => {
  let state = 'InProgress';
  const board = new Board(
    listing(() => [job('a', state), job('b')]),
    quick,
  );
  const [seat] = [board.join('a', open), board.join('b', open)];
  await seat.changed();
  state = 'Completed';
  await seat.changed();
  expect(seat.listed?.state).toBe('Completed');
  seat.leave();
});

test('of more than one page the changes alone are listed, until it is time for all again', async () => {
  const source = listing(() => jobs(250).map((each, index) => (index === 249 ? { ...each, modifiedAt: 9e6 } : each)));
  const board = new Board(source, quick);
  const seats = jobs(250).map(({ name }) => board.join(name, open));
  await expect.poll(() => source.queries.length).toBeGreaterThan(5);
  seats.forEach((seat) => seat.leave());
  expect(source.queries.slice(-3).map(({ modifiedFrom }) => modifiedFrom)).toEqual(Array(3).fill(9e6 - 15_000));
});

test('what no page holds any more is not covered', async () => {
  let all = jobs(2);
  const board = new Board(
    listing(() => all),
    quick,
  );
  const [first, second] = [board.join('job-0', open), board.join('job-1', open)];
  await second.changed();
  all = jobs(1);
  await expect.poll(() => second.covered).toBe(false);
  expect(first.covered).toBe(true);
  first.leave();
  second.leave();
});

test('while the lists fail nothing is covered for long', async () => {
  let broken = false;
  const source = listing(() => {
    if (broken) throw new Error('AccessDenied');
    return jobs(1);
  });
  const board = new Board(source, quick);
  const seat = board.join('job-0', open);
  await seat.changed();
  broken = true;
  await expect.poll(() => seat.covered).toBe(false);
  seat.leave();
});

test('nothing is listed when nobody waits', async () => {
  vi.useFakeTimers();
  const source = listing(() => jobs(1));
  const seat = new Board(source, quick).join('job-0', open);
  await seat.changed();
  seat.leave();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(source.calls()).toBe(1);
});

test('a wait that comes later is found among the changes', async () => {
  const all = jobs(150);
  const source = listing(() => all);
  const board = new Board(source, quick);
  const seats = jobs(150).map(({ name }) => board.join(name, open));
  const whole = (): number => source.queries.filter(({ modifiedFrom }) => modifiedFrom === undefined).length;
  await expect.poll(() => source.queries.at(-1)?.modifiedFrom).toBeDefined();
  const before = whole();
  all.unshift({ name: 'new', state: 'InProgress', createdAt: 2_000_000, modifiedAt: 2_000_000 });
  const late = board.join('new', open);
  await late.changed();
  [...seats, late].forEach((seat) => seat.leave());
  expect(whole()).toBe(before);
});
