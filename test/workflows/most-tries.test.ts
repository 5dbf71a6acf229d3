import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import { ApplicationFailure } from '@temporalio/common';
import type { PublishedStatus } from '../../src/workflows/status/published-status.js';
import { tryInstanceTypes } from '../../src/workflows/instance-types.js';

// Seven hundred tries of a whole workflow take a minute; what they are bounded by needs only its clock.
vi.mock('@temporalio/workflow', async (load) => ({
  ...(await load<object>()),
  patched: () => true,
  sleep: (milliseconds: number) => {
    vi.setSystemTime(Date.now() + milliseconds);
    return Promise.resolve();
  },
}));

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

test('the tries over all instance types end long before the history of the run is full', async () => {
  const week = 7 * 24 * 3_600;
  const rungs = ['ml.g5.xlarge', 'ml.p3.2xlarge'].map((instanceType) => ({
    instanceType,
    usdPerHour: null,
    capacityWaitInSeconds: week,
  }));
  let tries = 0;
  const begin = () => (tries++, Promise.reject(ApplicationFailure.nonRetryable('none now', 'NoCapacity')));
  const published = { note: () => undefined } as unknown as PublishedStatus;
  const climbed = tryInstanceTypes({ what: 'training job', rungs }, published, {
    begin,
    complete: () => Promise.resolve(),
  });
  await expect(climbed).rejects.toMatchObject({ type: 'NoCapacity' });
  expect(tries).toBe(700);
});
