import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../../src/activities/index.js';
import { watchActivityId } from '../../../src/contract/watcher.js';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { account, region, resource } from '../../support/aws/plan.js';
import { quickIntervals } from '../../support/aws/run-activity.js';

const [scheduled, started] = [1, 2];

/** Watches over a run whose job has ended, and whose wait is described so, one after the other, until it is woken or `patience` is over. @returns how often it was described */
async function watchOver(...waits: { state: number; attempt: number }[]): Promise<number> {
  let described = 0;
  const job = { TrainingJobName: resource, TrainingJobStatus: 'Completed', CreationTime: new Date(1_000) };
  const { aws } = fakeAws({ ListTrainingJobs: { TrainingJobSummaries: [job] } });
  const environment = new MockActivityEnvironment();
  const workflow = {
    async *list(): AsyncGenerator<object> {
      const searchAttributes = { TunewrightTrainingJob: [resource] };
      yield await Promise.resolve({ workflowId: 'sentiment', runId: 'life', searchAttributes });
    },
    getHandle: () => ({
      describe: () => {
        const wait = waits[Math.min(described++, waits.length - 1)];
        return Promise.resolve({ raw: { pendingActivities: [{ activityId: watchActivityId, ...wait }] } });
      },
    }),
  };
  const woken = new Promise<void>((resolve) => {
    const activity = { complete: () => Promise.resolve(resolve()) };
    const activities = createActivities({
      ...{ aws, temporal: { workflow, activity } as unknown as Client, webhooks: {} },
      registeredSearchAttributes: () => Promise.resolve([]),
      pollingIntervals: quickIntervals,
    });
    void environment.run(() => activities.wakeWaits({ account, region })).catch(() => undefined);
  });
  await woken;
  environment.cancel();
  return described;
}

test('a run that is parked is woken when its job has ended', async () => {
  expect(await watchOver({ state: scheduled, attempt: 2 })).toBe(1);
});

test('a run that was about to be parked when its job ended is woken soon after', { timeout: 10_000 }, async () => {
  const waits = [
    { state: scheduled, attempt: 1 },
    { state: started, attempt: 1 },
    { state: scheduled, attempt: 2 },
  ];
  expect(await watchOver(...waits)).toBe(3);
});
