import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createActivities } from '../../../src/activities/index.js';
import { watchActivityId } from '../../../src/contract/watcher.js';
import { fakeAws } from '../../support/aws/fake-aws.js';
import { account, region, resource } from '../../support/aws/plan.js';
import { quickIntervals } from '../../support/aws/run-activity.js';

const [scheduled, started] = [1, 2];

const hour = 3_600_000;

/**
 * Watches over so many runs whose jobs have ended, and whose waits are described so, one after the other, until `done`.
 * @param options `queue`: those that were woken wait for their turn to look
 * @returns how often waits were described and woken
 */
async function watchOver(
  waits: { state: number; attempt: number }[],
  { runs = 1, watcherRefresh = 50, queue = false }: { runs?: number; watcherRefresh?: number; queue?: boolean },
  done: (seen: { described: number; woken: number }) => Promise<unknown>,
): Promise<{ described: number; woken: number }> {
  const seen = { described: 0, woken: 0 };
  const names = Array.from({ length: runs }, (_, run) => `${resource}-${run}`);
  const queued = new Set<string>();
  const { aws } = fakeAws({
    ListTrainingJobs: () => ({
      TrainingJobSummaries: names.map((TrainingJobName) => ({
        ...{ TrainingJobName, TrainingJobStatus: 'Completed', CreationTime: new Date(1_000) },
        // A change has the watcher see who is to be woken.
        LastModifiedTime: queue ? new Date() : new Date(2_000),
      })),
    }),
  });
  const environment = new MockActivityEnvironment();
  const workflow = {
    async *list(): AsyncGenerator<object> {
      for (const name of names)
        yield await Promise.resolve({
          ...{ workflowId: name, runId: 'life', searchAttributes: { TunewrightTrainingJob: [name] } },
        });
    },
    getHandle: (name: string) => ({
      describe: () => {
        const described = waits[Math.min(seen.described++, waits.length - 1)];
        const wait = queued.has(name) ? { state: started, attempt: 1 } : described;
        return Promise.resolve({ raw: { pendingActivities: [{ activityId: watchActivityId, ...wait }] } });
      },
    }),
  };
  const complete = ({ workflowId }: { workflowId: string }): Promise<unknown> => {
    if (queue) queued.add(workflowId);
    return Promise.resolve(seen.woken++);
  };
  const activity = { complete };
  const activities = createActivities({
    ...{ aws, temporal: { workflow, activity } as unknown as Client, webhooks: {} },
    registeredSearchAttributes: () => Promise.resolve([]),
    pollingIntervals: { ...quickIntervals, attempt: hour, watcherRefresh },
  });
  const watching = environment.run(() => activities.wakeWaits({ account, region }));
  await done(seen);
  environment.cancel();
  await expect(watching).rejects.toThrow();
  return seen;
}

const untilWoken = (seen: { woken: number }): Promise<unknown> => vi.waitFor(() => expect(seen.woken).toBe(1), 5_000);

test('a run that is parked is woken when its job has ended', async () => {
  expect((await watchOver([{ state: scheduled, attempt: 2 }], {}, untilWoken)).described).toBe(1);
});

test('a run that was about to be parked when its job ended is woken soon after', async () => {
  const waits = [
    { state: scheduled, attempt: 1 },
    { state: started, attempt: 1 },
    { state: scheduled, attempt: 2 },
  ];
  expect((await watchOver(waits, {}, untilWoken)).described).toBe(3);
});

test('of thousands whose jobs ended together, no more are woken than leave a worker slots for other steps', async () => {
  const { woken } = await watchOver(
    [{ state: scheduled, attempt: 2 }],
    { runs: 3_000, watcherRefresh: hour },
    async (seen) => {
      await vi.waitFor(() => expect(seen.woken).toBeGreaterThanOrEqual(1_000), 10_000);
      await setTimeout(200);
    },
  );
  expect(woken).toBe(1_000);
});

test('those that were woken and wait for their turn to look count among these, however long that takes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { woken } = await watchOver([{ state: scheduled, attempt: 2 }], { runs: 1_200, queue: true }, async (seen) => {
    await vi.waitFor(() => expect(seen.woken).toBeGreaterThanOrEqual(1_000), 10_000);
    vi.setSystemTime(Date.now() + 61_000);
    await vi.waitFor(() => expect(seen.described).toBeGreaterThanOrEqual(2_000), 10_000);
    await setTimeout(200);
  });
  expect(woken).toBe(1_000);
});
