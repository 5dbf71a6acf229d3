import { expect, test } from 'vitest';
import { ConcurrencyLimit } from '../../../../../../src/local/sagemaker/services/sagemaker/training/concurrency-limit.js';

test('no more tasks run at a time than the limit, also after one has failed', async () => {
  const limit = new ConcurrencyLimit(2);
  let running = 0;
  const seen: number[] = [];
  const task = async (index: number): Promise<void> => {
    running += 1;
    seen.push(running);
    await Promise.resolve();
    running -= 1;
    if (index === 0) throw new Error('failed');
  };
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => limit.run(() => task(index))));
  expect(ended.map(({ status }) => status === 'fulfilled')).toEqual([false, true, true, true, true]);
  expect(Math.max(...seen)).toBe(2);
});
