import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../../src/activities/index.js';
import type { TrainingJobResult } from '../../../src/contract/run/results.js';
import { planOf } from '../../support/aws/plan.js';
import { quickIntervals } from '../../support/aws/run-activity.js';
import { completed, fakeJob, silent, training } from '../../support/aws/training-wait.js';

const hour = 3_600_000;

test('an end that was listed between two attempts is looked at by the next at once, however many wait', async () => {
  let isOver = false;
  const names = Array.from({ length: 8 }, (_, index) => `job-${index}`);
  const fake = fakeJob(({ TrainingJobName }) => (isOver && TrainingJobName === 'job-0' ? completed : training), {
    ...silent,
    ListTrainingJobs: () => ({
      TrainingJobSummaries: names.map((TrainingJobName) => ({
        TrainingJobName,
        TrainingJobStatus: isOver && TrainingJobName === 'job-0' ? 'Completed' : 'InProgress',
        CreationTime: new Date(1_000),
        LastModifiedTime: new Date(2_000),
      })),
    }),
  });
  const activities = createActivities({
    ...{ aws: fake.aws, temporal: {} as never, webhooks: {} },
    registeredSearchAttributes: () => Promise.resolve([]),
    // No look comes by itself.
    pollingIntervals: { ...quickIntervals, longestPoll: hour, longestWithLog: hour, log: hour, attempt: 3 * hour },
  });
  const watch = (name: string): { environment: MockActivityEnvironment; result: Promise<TrainingJobResult> } => {
    const environment = new MockActivityEnvironment();
    const target = planOf();
    return { environment, result: environment.run(() => activities.watchTrainingJob({ target, name })) as never };
  };
  const others = names.slice(1).map(watch);
  const first = watch('job-0');
  first.environment.cancel();
  await expect(first.result).rejects.toThrow();
  isOver = true;
  const before = fake.count('ListTrainingJobs');
  await expect.poll(() => fake.count('ListTrainingJobs')).toBeGreaterThan(before + 2);
  expect((await watch('job-0').result).status).toBe('Completed');
  for (const { environment, result } of others) {
    environment.cancel();
    await expect(result).rejects.toThrow();
  }
});
