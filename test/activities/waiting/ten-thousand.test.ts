import { expect, onTestFinished, test, vi } from 'vitest';
import { SharedList } from '../../../src/activities/waiting/shared-list.js';
import type { ListedState, ListQuery } from '../../../src/aws/index.js';

/** As SageMaker's own quota allows, in milliseconds a page. */
const perPage = 500;
const [minute, hour] = [60_000, 3_600_000];

/** In the order of creation. */
interface Job {
  readonly name: string;
  readonly createdAt: number;
  readonly end: number;
}

/** Newest first, by pages of a hundred, each as it is when its turn has come. */
function listing(jobs: readonly Job[]): { calls: () => number; pages: never } {
  let calls = 0;
  async function* pages({ createdFrom = 0, modifiedFrom = 0 }: ListQuery): AsyncGenerator<readonly ListedState[]> {
    for (let next = jobs.length - 1; next >= 0;) {
      await new Promise((resolve) => setTimeout(resolve, perPage));
      calls += 1;
      const page: ListedState[] = [];
      for (; next >= 0 && page.length < 100; next--) {
        const { name, createdAt, end } = jobs[next] as Job;
        if (createdAt < createdFrom) next = 0;
        const isOver = end <= Date.now();
        const modifiedAt = isOver ? end : createdAt;
        if (createdAt >= createdFrom && modifiedAt >= modifiedFrom)
          page.push({ name, createdAt, modifiedAt, state: isOver ? 'Completed' : 'InProgress' });
      }
      yield page;
    }
  }
  return { calls: () => calls, pages: pages as never };
}

test('ten thousand that wait, with new ones all the time, hear of every end within seconds and by few calls', async () => {
  vi.useFakeTimers({ now: 1e12 });
  onTestFinished(() => void vi.useRealTimers());
  const [begun, count] = [Date.now(), 10_000];
  const jobs: Job[] = Array.from({ length: count }, (_, index) => ({
    name: `job-${index}`,
    createdAt: begun - hour + index * 100,
    // All over an hour, in no order.
    end: begun + (((index * 7_919) % count) * hour) / count,
  }));
  const source = listing(jobs);
  const list = new SharedList(
    { ...source, soonAfterJoining: true, mostPages: 120 },
    { shortestPoll: 1_000, shortestList: 2_100, longestList: 10_000 },
  );
  const late = new Map<string, number>();
  const join = ({ name, end }: Job): void => {
    const subscription = list.join(name, () => 'open');
    const follow = async (): Promise<void> => {
      while (subscription.listed?.state !== 'Completed') {
        await subscription.changed();
        subscription.takeNews();
      }
      late.set(name, Date.now() - end);
      subscription.leave();
    };
    void follow();
  };
  jobs.forEach(join);
  // The first list of all.
  await vi.advanceTimersByTimeAsync(2 * minute);
  const callsBefore = source.calls();
  for (let started = 0; started < 60; started++) {
    const job = { name: `new-${started}`, createdAt: Date.now(), end: Date.now() + hour };
    jobs.push(job);
    // It is some time until a watcher hears of it.
    setTimeout(() => join(job), minute);
    await vi.advanceTimersByTimeAsync(10_000);
  }
  const ended = jobs.filter(({ end }) => end <= Date.now() - minute);
  expect(ended.filter(({ name }) => !late.has(name))).toEqual([]);
  const later = ended.filter(({ end }) => end > begun + 2 * minute).map(({ name }) => late.get(name) ?? Infinity);
  expect(Math.max(...later)).toBeLessThan(20_000);
  expect((source.calls() - callsBefore) / 10).toBeLessThan(30);
});
