import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultPollingIntervals, followEvents } from '../../src/activities/index.js';
import { Run } from '../../src/client/index.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { watchActivityId, watcherWorkflowId } from '../../src/contract/watcher.js';
import { data, localStack, model, startWorker } from '../support/interrupted/stack.js';

/** No wait is held; one that nobody wakes would look again in an hour, but for runs that a test says so of. */
const stack = localStack([{ fault: 'training', outcome: 'Completed', name: 'parked-', seconds: 10 }], {
  services: { heldWaits: 0, registeredSearchAttributes: () => Promise.resolve([...searchAttributeNames]) },
  pollingIntervals: { parkedUnwatched: 3_600_000 },
});
const patience = { timeout: 120_000 };
const workers: Awaited<ReturnType<typeof startWorker>>[] = [];
afterEach(() => Promise.all(workers.splice(0).map(({ stop }) => stop())));

const client = (): Client => stack.temporal.client;
const watcher = (): WorkflowHandle =>
  client().workflow.getHandle(watcherWorkflowId({ account: '123456789012', region: 'us-east-1' }));

async function parkedRun(): Promise<WorkflowHandle> {
  const [taskQueue, workflowId] = [randomUUID(), `parked-${randomUUID()}`];
  workers.push(await startWorker(stack, taskQueue, stack.activities));
  const request = { model, data, deploy: false };
  const run = await client().workflow.start('fineTune', { taskQueue, workflowId, args: [request] });
  await vi.waitFor(async () => expect(await attemptOf(run)).toBe(2), 60_000);
  return run;
}

/** Attempt of the wait that comes next; null while none waits. */
async function attemptOf(run: WorkflowHandle): Promise<number | null> {
  const { raw } = await run.describe();
  const waits = raw.pendingActivities?.find(({ activityId }) => activityId === watchActivityId);
  return waits?.attempt ?? null;
}

test('a parked run ends with its job, since the watcher wakes it', patience, async () => {
  const run = await parkedRun();
  expect(await run.result()).toMatchObject({ trainingJob: { status: 'Completed' } });
  await watcher().terminate();
});

test('who looks at a parked run sees how its job is now, and its log', patience, async () => {
  const { workflowId } = await parkedRun();
  const run = new Run(client(), stack.aws, workflowId);
  await vi.waitFor(async () => {
    const { progress } = (await run.status()) ?? {};
    expect(progress?.secondaryStatus).toBe('Training');
    expect(progress?.logTail.join()).toContain('SIMULATED');
  }, 30_000);
  await run.result();
  await watcher().terminate();
});

test('a run that is woken by mistake looks, and waits on', patience, async () => {
  const run = await parkedRun();
  await client().activity.complete({ workflowId: run.workflowId, activityId: watchActivityId }, { woken: true });
  await vi.waitFor(async () => expect(await attemptOf(run)).toBe(2), 60_000);
  expect(await run.result()).toMatchObject({ trainingJob: { status: 'Completed' } });
  await watcher().terminate();
});

test(
  'a watcher that is gone begins anew with the next that is parked, and wakes those of before too',
  patience,
  async () => {
    const run = await parkedRun();
    await watcher().terminate();
    const next = await parkedRun();
    for (const each of [next, run]) expect(await each.result()).toMatchObject({ trainingJob: { status: 'Completed' } });
    await watcher().terminate();
  },
);

test('an event of its job wakes a parked run whose watcher is gone', patience, async () => {
  const run = await parkedRun();
  await watcher().terminate();
  const stop = new AbortController();
  const services = {
    ...{ aws: stack.aws, temporal: client(), webhooks: {}, pollingIntervals: defaultPollingIntervals },
    registeredSearchAttributes: () => Promise.resolve([]),
  };
  const url = `${process.env['AWS_ENDPOINT_URL']}/123456789012/tunewright-events`;
  const queue = { url, region: 'us-east-1', onTrouble: (reason: string) => expect.fail(reason) };
  const following = followEvents(services, queue, stop.signal);
  expect(await run.result()).toMatchObject({ trainingJob: { status: 'Completed' } });
  stop.abort();
  await following;
});
