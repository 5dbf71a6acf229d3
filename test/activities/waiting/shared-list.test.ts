import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Subscription } from '../../../src/activities/waiting/shared-list.js';
import { SharedList } from '../../../src/activities/waiting/shared-list.js';
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

async function newsOf(subscription: Subscription): Promise<void> {
  await subscription.changed();
  subscription.takeNews();
}

test('one list answers all that wait', async () => {
  const source = listing(() => jobs(50));
  const sharedList = new SharedList(source, once);
  const subscriptions = jobs(50).map(({ name }) => sharedList.join(name, open));
  await Promise.all(subscriptions.map(newsOf));
  expect(source.calls()).toBe(1);
});

test('how many wait, and how old the list is, is told in seconds', async () => {
  const sharedList = new SharedList(
    listing(() => jobs(2)),
    once,
  );
  jobs(2).forEach(({ name }) => sharedList.join(name, open));
  expect(sharedList.state).toEqual({ waiting: 2, listAgeInSeconds: null });
  await vi.waitFor(() => expect(sharedList.listedAt).not.toBeNull());
  vi.useFakeTimers({ toFake: ['Date'], now: (sharedList.listedAt ?? 0) + 30_000 });
  onTestFinished(() => void vi.useRealTimers());
  expect(sharedList.state.listAgeInSeconds).toBe(30);
});

test('a change is told to the wait that it is about', async () => {
  let state = 'InProgress';
  const sharedList = new SharedList(
    listing(() => [job('a', state), job('b')]),
    quick,
  );
  const [subscription] = [sharedList.join('a', open), sharedList.join('b', open)];
  await newsOf(subscription);
  state = 'Completed';
  await newsOf(subscription);
  expect(subscription.listed?.state).toBe('Completed');
  subscription.leave();
});

test('a change that comes while its wait does something else is told when it asks again', async () => {
  let state = 'InProgress';
  const source = listing(() => [job('a', state)]);
  const subscription = new SharedList(source, quick).join('a', open);
  onTestFinished(() => subscription.leave());
  await newsOf(subscription);
  void subscription.changed();
  state = 'Completed';
  await expect.poll(() => subscription.listed?.state).toBe('Completed');
  await newsOf(subscription);
  expect(subscription.listed?.state).toBe('Completed');
});

test('of more than one page the changes alone are listed, until it is time for all again', async () => {
  const source = listing(() => jobs(250).map((each, index) => (index === 249 ? { ...each, modifiedAt: 9e6 } : each)));
  const sharedList = new SharedList(source, quick);
  const subscriptions = jobs(250).map(({ name }) => sharedList.join(name, open));
  await expect.poll(() => source.queries.length).toBeGreaterThan(5);
  subscriptions.forEach((subscription) => subscription.leave());
  const since = source.queries.slice(-3).map(({ modifiedFrom = 0 }) => Math.round((9e6 - modifiedFrom) / 1_000));
  expect(since).toEqual([15, 15, 15]);
});

test('what no page holds any more is not covered', async () => {
  let all = jobs(2);
  const sharedList = new SharedList(
    listing(() => all),
    quick,
  );
  const [first, second] = [sharedList.join('job-0', open), sharedList.join('job-1', open)];
  await newsOf(second);
  all = jobs(1);
  await expect.poll(() => second.covered).toBe(false);
  expect(first.covered).toBe(true);
  first.leave();
  second.leave();
});

test('what one list lacked is listed again, though all else that is waited for is newer', async () => {
  const newer = { ...job('newer'), createdAt: 2_000_000 };
  let all = [newer, job('older')];
  const sharedList = new SharedList(
    listing(() => all),
    quick,
  );
  const [older, other] = [sharedList.join('older', open), sharedList.join('newer', open)];
  onTestFinished(() => [older, other].forEach((subscription) => subscription.leave()));
  await newsOf(older);
  all = [newer];
  await expect.poll(() => older.covered).toBe(false);
  all = [newer, job('older', 'Completed')];
  await expect.poll(() => older.listed?.state).toBe('Completed');
});

test('what the first list did not have yet is listed, though all else that is waited for is newer', async () => {
  const now = Date.now();
  const newer = { ...job('newer'), createdAt: now };
  let all = [newer];
  const sharedList = new SharedList(
    listing(() => all),
    quick,
  );
  const [older, other] = [sharedList.join('older', open), sharedList.join('newer', open)];
  onTestFinished(() => [older, other].forEach((subscription) => subscription.leave()));
  await newsOf(other);
  all = [newer, { ...job('older'), createdAt: now - 10_000 }];
  await expect.poll(() => older.covered).toBe(true);
});

test('while the lists fail nothing is covered for long', async () => {
  let broken = false;
  const source = listing(() => {
    if (broken) throw new Error('AccessDenied');
    return jobs(1);
  });
  const sharedList = new SharedList(source, quick);
  const subscription = sharedList.join('job-0', open);
  await newsOf(subscription);
  broken = true;
  await expect.poll(() => subscription.covered).toBe(false);
  subscription.leave();
});

test('nothing is listed when nobody waits', async () => {
  vi.useFakeTimers();
  const source = listing(() => jobs(1));
  const subscription = new SharedList(source, quick).join('job-0', open);
  await newsOf(subscription);
  subscription.leave();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(source.calls()).toBe(1);
});

test('a wait that comes later is found among the changes', async () => {
  const all = jobs(150);
  const source = listing(() => all);
  const sharedList = new SharedList(source, quick);
  const subscriptions = jobs(150).map(({ name }) => sharedList.join(name, open));
  const whole = (): number => source.queries.filter(({ modifiedFrom }) => modifiedFrom === undefined).length;
  await expect.poll(() => source.queries.at(-1)?.modifiedFrom).toBeDefined();
  const before = whole();
  all.unshift({ name: 'new', state: 'InProgress', createdAt: 2_000_000, modifiedAt: 2_000_000 });
  const late = sharedList.join('new', open);
  await newsOf(late);
  [...subscriptions, late].forEach((subscription) => subscription.leave());
  expect(whole()).toBe(before);
});

describe('of jobs on many pages', () => {
  /** Calls and lists in which another one is waited for. */
  async function listedFor(
    name: string,
    all: ListedState[],
    until: (late: Subscription) => Promise<void>,
  ): Promise<{ calls: number; lists: number }> {
    const source = listing(() => all);
    const sharedList = new SharedList(source, quick);
    const subscriptions = all.map((each) => sharedList.join(each.name, open));
    await expect.poll(() => source.queries.at(-1)?.modifiedFrom).toBeDefined();
    const before = { calls: source.calls(), lists: source.queries.length };
    all.unshift({ name: 'new', state: 'InProgress', createdAt: Date.now(), modifiedAt: 2_000_000 });
    const late = sharedList.join(name, open);
    await until(late);
    await expect.poll(() => source.queries.length - before.lists).toBeGreaterThan(4);
    const after = { calls: source.calls() - before.calls, lists: source.queries.length - before.lists };
    [...subscriptions, late].forEach((subscription) => subscription.leave());
    return after;
  }
  const many = (): ListedState[] => jobs(950).map((each, index) => (index === 0 ? { ...each, modifiedAt: 9e6 } : each));

  test('a wait that the changes do not show has no more listed than down to it', async () => {
    const { calls, lists } = await listedFor('new', many(), newsOf);
    // One page each.
    expect(calls).toBe(lists);
  });

  test('a wait for what is not there has no more listed than what was made lately', async () => {
    const { calls, lists } = await listedFor('elsewhere', many(), () => Promise.resolve());
    expect(calls).toBe(lists);
  });
});

test('what thousands of newer ones have come before stays covered by the changes, and is looked at now and then', async () => {
  vi.useFakeTimers({ now: 5_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const all = [job('old')];
  const source = { ...listing(() => all), mostPages: 2 };
  const pauses = { shortestPoll: 100, shortestList: 2_000, longestList: 10_000 };
  const subscription = new SharedList(source, pauses).join('old', open);
  onTestFinished(() => subscription.leave());
  await vi.advanceTimersByTimeAsync(1_000);
  subscription.takeNews();
  all.unshift(...jobs(300).map((each, index) => ({ ...each, createdAt: 2e6, modifiedAt: index === 0 ? 3e6 : 2e6 })));
  await vi.advanceTimersByTimeAsync(30_000);
  expect([subscription.covered, subscription.takeNews()]).toEqual([true, 'hint']);
  all.splice(-1, 1, { ...job('old', 'Completed'), modifiedAt: 4_000_000 });
  await vi.advanceTimersByTimeAsync(12_000);
  expect([subscription.listed?.state, subscription.takeNews()]).toEqual(['Completed', 'change']);
});

describe('a list whose pages take long', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());
  const pauses = { shortestPoll: 100, shortestList: 2_000, longestList: 10_000 };

  /** Two pages, the second 20 s after the first; jobs complete so many milliseconds after the beginning. */
  const slow = (ends: Record<string, number>, { failsBefore = 0, skewed = '' } = {}): { pages: never } => {
    const begun = Date.now();
    const now = (): ListedState[] =>
      jobs(150).map(({ name }) => {
        const end = ends[name] ?? Infinity;
        const modifiedAt = begun + (name === skewed ? 3_600_000 : end);
        return Date.now() < begun + end ? job(name) : { ...job(name, 'Completed'), modifiedAt };
      });
    async function* pages({ modifiedFrom = 0 }: ListQuery): AsyncGenerator<readonly ListedState[]> {
      const changed = (from: number, to: number): ListedState[] =>
        now()
          .slice(from, to)
          .filter(({ modifiedAt = 0 }) => modifiedAt >= modifiedFrom);
      yield changed(0, 100);
      if (modifiedFrom > 0 && Date.now() < begun + failsBefore) throw new Error('ThrottlingException');
      if (modifiedFrom === 0) await new Promise((resolve) => setTimeout(resolve, 20_000));
      yield changed(100, 150);
    }
    return { pages: pages as never };
  };

  test('loses no change of what an earlier page had already told', async () => {
    const list = new SharedList(slow({ 'job-0': 6_000, 'job-149': 24_000 }), pauses);
    const [first] = jobs(150).map(({ name }) => list.join(name, open));
    await vi.advanceTimersByTimeAsync(40_000);
    expect(first?.listed?.state).toBe('Completed');
  });

  test('loses no change of a page that did not come', async () => {
    const list = new SharedList(slow({ 'job-149': 27_000, 'job-0': 45_000 }, { failsBefore: 50_000 }), pauses);
    const last = jobs(150)
      .map(({ name }) => list.join(name, open))
      .at(-1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(last?.listed?.state).toBe('Completed');
  });

  test('is read to its end, however many pages there are', async () => {
    const all = jobs(1_950);
    async function* pages(_: ListQuery, signal: AbortSignal): AsyncGenerator<readonly ListedState[]> {
      for (let from = 0; from < all.length; from += 100) {
        await new Promise((resolve) => setTimeout(resolve, 4_000));
        signal.throwIfAborted();
        yield all.slice(from, from + 100);
      }
    }
    const last = new SharedList({ pages }, pauses).join('job-1949', open);
    onTestFinished(() => last.leave());
    await vi.advanceTimersByTimeAsync(85_000);
    expect(last.listed?.state).toBe('InProgress');
  });

  test('is given up when no page comes', async () => {
    let lists = 0;
    async function* pages(_: ListQuery, signal: AbortSignal): AsyncGenerator<readonly ListedState[]> {
      lists += 1;
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      yield [];
    }
    const subscription = new SharedList({ pages }, pauses).join('job-0', open);
    onTestFinished(() => subscription.leave());
    await vi.advanceTimersByTimeAsync(75_000);
    expect(lists).toBe(2);
  });

  test('loses no change because one that was listed is said to be yet to come', async () => {
    const list = new SharedList(slow({ 'job-1': 6_000, 'job-0': 40_000 }, { skewed: 'job-1' }), pauses);
    const [first] = jobs(150).map(({ name }) => list.join(name, open));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(first?.listed?.state).toBe('Completed');
  });
});

test('what a look tells soon after a list has the next one come in time', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const source = listing(() => [job('a')]);
  let nearness: 'open' | 'near' = 'open';
  const sharedList = new SharedList(source, { shortestPoll: 1_000, shortestList: 2_000, longestList: 10_000 });
  const subscription = sharedList.join('a', () => nearness);
  onTestFinished(() => subscription.leave());
  await vi.advanceTimersByTimeAsync(500);
  nearness = 'near';
  await vi.advanceTimersByTimeAsync(4_500);
  expect(source.calls()).toBe(2);
});

describe('a list of what may be over in seconds', () => {
  const pauses = { shortestPoll: 100, shortestList: 200, longestList: 10_000 };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const listed = (beside = 0): { list: SharedList; calls: () => number } => {
    const source = { ...listing(() => jobs(10)), soonAfterJoining: true, beside: () => beside };
    return { list: new SharedList(source, pauses), calls: source.calls };
  };

  test('comes soon after a new wait, and then ever later', async () => {
    const { list, calls } = listed();
    list.join('job-0', open);
    await vi.advanceTimersByTimeAsync(1_600);
    expect(calls()).toBe(4);
  });

  test('does not come ever later for those that are left of many', async () => {
    const { list, calls } = listed();
    const many = jobs(10).map(({ name }) => list.join(name, open));
    await vi.advanceTimersByTimeAsync(10_000);
    const before = calls();
    for (const subscription of many.slice(1)) subscription.leave();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls() - before).toBeGreaterThan(3);
  });

  test('comes as often as the runs beside it allow', async () => {
    const { list, calls } = listed(99);
    list.join('job-0', open);
    await vi.advanceTimersByTimeAsync(10_000);
    const before = calls();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls() - before).toBeGreaterThan(7);
  });
});
