import { CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { failureOf } from '../../support/aws/run-activity.js';
import { fakeJob, training, watch } from '../../support/aws/training-wait.js';

/** No look comes by itself. */
const pollingIntervals = { shortestPoll: 600_000, longestPoll: 600_000, attempt: 3_600_000 };

test('a wait is handed over as soon as the worker is to leave', async () => {
  const leaving = new AbortController();
  const fake = fakeJob(training);
  const watched = watch(fake, { leaving: leaving.signal, pollingIntervals });
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBe(1);
  leaving.abort();
  expect(await failureOf(watched.result)).toMatchObject({ type: 'NotYet', nextRetryDelay: 100 });
});

test('a wait that comes to a worker that is to leave goes on elsewhere', async () => {
  const { result } = watch(fakeJob(training), { leaving: AbortSignal.abort(), pollingIntervals });
  expect((await failureOf(result)).type).toBe('NotYet');
});

test('a cancelled wait ends as cancelled, also on a worker that may leave', async () => {
  const fake = fakeJob(training);
  const watched = watch(fake, { leaving: new AbortController().signal, pollingIntervals });
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBe(1);
  watched.environment.cancel();
  await expect(watched.result).rejects.toBeInstanceOf(CancelledFailure);
});
