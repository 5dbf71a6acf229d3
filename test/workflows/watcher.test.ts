import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createActivities, defaultPollingIntervals } from '../../src/activities/index.js';
import type { Activities } from '../../src/contract/activities.js';
import { watchActivityId, watcherSignal, watcherWorkflowId } from '../../src/contract/watcher.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { completed, fakeJob } from '../support/aws/training-wait.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { millisecondsOf, withRun, withWorker } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const hour = 3_600_000;
const place = { region: 'us-east-1', account: '123456789012' };

/** Watches until its end. @returns the last event of its first execution, and how many rounds there were in all */
async function watched(
  wakeWaits: (round: number, signal: () => Promise<void>) => Promise<{ waiting: number }>,
): Promise<{ rounds: number; continued: boolean }> {
  const taskQueue = randomUUID();
  const workflowId = `${watcherWorkflowId(place)}:${taskQueue}`;
  const { workflow } = server.client;
  let rounds = 0;
  const signal = (): Promise<void> => workflow.getHandle(workflowId).signal(watcherSignal);
  const { activities } = fakeActivities({ wakeWaits: () => wakeWaits(++rounds, signal) });
  return withWorker(server, taskQueue, activities, async () => {
    const handle = await workflow.start(workflowTypes.watcher, { taskQueue, workflowId, args: [place] });
    await handle.result();
    const { events } = await workflow.getHandle(workflowId, handle.firstExecutionRunId).fetchHistory();
    return { rounds, continued: Boolean(events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes) };
  });
}

test('a watcher that has gone many rounds goes on as a new one, and ends once nobody waits', async () => {
  const waiting = (round: number): Promise<{ waiting: number }> => Promise.resolve({ waiting: round < 130 ? 1 : 0 });
  expect(await watched(waiting)).toEqual({ rounds: 130, continued: true });
});

test('a watcher whom many processes tell of waits goes on as a new one before its history is long', async () => {
  const seen = await watched(async (round, signal) => {
    for (let sent = 0; round === 1 && sent < 2_000; sent += 50) await Promise.all(Array.from({ length: 50 }, signal));
    return { waiting: round < 3 ? 1 : 0 };
  });
  expect(seen).toEqual({ rounds: 3, continued: true });
}, 120_000);

test('a watcher that hears of somebody in its last round goes another one', async () => {
  const seen = await watched(async (round, signal) => {
    if (round === 1) await signal();
    return { waiting: 0 };
  });
  expect(seen).toEqual({ rounds: 2, continued: false });
});

test('a parked wait that nobody wakes looks by itself within the hour', async () => {
  const real = createActivities({
    aws: fakeJob(completed).aws,
    registeredSearchAttributes: () => Promise.resolve([]),
    temporal: server.client,
    webhooks: {},
    pollingIntervals: { ...defaultPollingIntervals, parkedUnwatched: hour, parked: hour },
    heldWaits: 0,
  });
  const looked: Parameters<Activities['watchTrainingJob']>[0][] = [];
  const { activities } = fakeActivities({
    watchTrainingJob: (input) => {
      looked.push(input);
      return real.watchTrainingJob(input);
    },
  });
  await withRun(server, { activities, request: requestOf({ deploy: false }) }, async (run) => {
    expect((await run.result()).trainingJob.status).toBe('Completed');
    const waited = (await millisecondsOf(run)) / hour;
    expect(looked).toHaveLength(2);
    expect(waited).toBeGreaterThanOrEqual(0.8);
    expect(waited).toBeLessThanOrEqual(1.25);
    const { events } = await run.fetchHistory();
    const ids = events?.map((event) => event.activityTaskScheduledEventAttributes?.activityId);
    expect(ids?.filter((id) => id === watchActivityId)).toHaveLength(1);
  });
});
