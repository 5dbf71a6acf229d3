import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { PollingIntervals } from '../../../src/activities/index.js';
import { createActivities } from '../../../src/activities/index.js';
import type { TrainingJobResult } from '../../../src/contract/run/results.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { planOf } from '../../support/aws/plan.js';
import { quickIntervals } from '../../support/aws/run-activity.js';
import { completed, fakeJob, silent, training } from '../../support/aws/training-wait.js';

const hour = 3_600_000;

type Watched = { environment: MockActivityEnvironment; result: Promise<TrainingJobResult> };

/** A process that waits for seven jobs that go on, and in which no look comes by itself; `job-0` is over once `end` is called, and shows so in the lists then. */
function crowd(
  lists: 'tell' | 'lag' = 'tell',
  pollingIntervals: Partial<PollingIntervals> = {},
): {
  fake: FakeAws;
  end: () => void;
  watch: (name: string, more?: { woken: true }) => Watched;
} {
  let isOver = false;
  const names = Array.from({ length: 8 }, (_, index) => `job-${index}`);
  const fake = fakeJob(({ TrainingJobName }) => (isOver && TrainingJobName === 'job-0' ? completed : training), {
    ...silent,
    ListTrainingJobs: () => ({
      TrainingJobSummaries: names.map((TrainingJobName) => ({
        TrainingJobName,
        TrainingJobStatus: isOver && lists === 'tell' && TrainingJobName === 'job-0' ? 'Completed' : 'InProgress',
        CreationTime: new Date(1_000),
        LastModifiedTime: new Date(2_000),
      })),
    }),
  });
  const activities = createActivities({
    ...{ aws: fake.aws, temporal: {} as never, webhooks: {} },
    registeredSearchAttributes: () => Promise.resolve([]),
    pollingIntervals: {
      ...{ ...quickIntervals, longestPoll: hour, longestWithLog: hour, log: hour, attempt: 3 * hour },
      ...pollingIntervals,
    },
  });
  const watch = (name: string, more: { woken?: true } = {}): Watched => {
    const environment = new MockActivityEnvironment();
    const input = { target: planOf(), name, ...more };
    const result: Promise<TrainingJobResult> = environment.run(() => activities.watchTrainingJob(input)) as never;
    // An attempt may end before anybody asks how.
    result.catch(() => undefined);
    return { environment, result };
  };
  const others = names.slice(1).map((name) => watch(name));
  onTestFinished(async () => {
    for (const { environment, result } of others) {
      environment.cancel();
      await expect(result).rejects.toThrow();
    }
  });
  return { fake, end: () => (isOver = true), watch };
}

test('an end that was listed between two attempts is looked at by the next at once, however many wait', async () => {
  const { fake, end, watch } = crowd();
  const first = watch('job-0');
  first.environment.cancel();
  await expect(first.result).rejects.toThrow();
  end();
  const before = fake.count('ListTrainingJobs');
  await expect.poll(() => fake.count('ListTrainingJobs')).toBeGreaterThan(before + 2);
  expect((await watch('job-0').result).status).toBe('Completed');
});

test('a wait whose end the lists do not tell looks late in its attempt', async () => {
  const { fake, end, watch } = crowd('lag', { longestPoll: 5, longestList: 10_000, attempt: 1_000 });
  const first = watch('job-0');
  await expect.poll(() => fake.count('ListTrainingJobs')).toBeGreaterThan(0);
  first.environment.cancel();
  await expect(first.result).rejects.toThrow();
  end();
  expect((await watch('job-0').result).status).toBe('Completed');
});

test(
  'a wait that was woken looks at once, however many wait and whatever the lists say',
  { timeout: 10_000 },
  async () => {
    const { end, watch } = crowd('lag');
    end();
    expect((await watch('job-0', { woken: true }).result).status).toBe('Completed');
  },
);
