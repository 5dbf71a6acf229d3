import { Context } from '@temporalio/activity';
import { CancelledFailure, WorkflowFailedError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { notYet } from '../../src/activities/failures.js';
import type { ActivityName, FakeActivities } from '../support/temporal/fake-activities.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, refusalOf, statusOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const hosting: ActivityName[] = ['deleteEndpoint', 'deleteEndpointConfig', 'deleteModel'];

/** A wait that only ends when it is cancelled, as the real ones do. */
async function waitsForEver(): Promise<never> {
  const context = Context.current();
  context.heartbeat();
  const beat = setInterval(() => context.heartbeat(), 50);
  return context.cancelled.finally(() => clearInterval(beat));
}

const untilCalled = ({ calls }: FakeActivities, name: ActivityName): Promise<void> =>
  expect.poll(() => calls).toContain(name);

async function expectCancelled(run: Run): Promise<void> {
  const error: unknown = await run.result().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
  expect((await run.describe()).status.name).toBe('CANCELLED');
  expect((await statusOf(run)).outcome).toBe('cancelled');
}

test('a run that is cancelled while it trains stops the job and ends as cancelled', async () => {
  const fakes = fakeActivities({ watchTrainingJob: waitsForEver });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'watchTrainingJob');
    await run.cancel();
    await expectCancelled(run);
    expect(undone(fakes.calls)).toEqual(['stopTrainingJobs']);
    expect((await statusOf(run)).resources).toMatchObject([{ kind: 'training job', state: 'Stopped' }]);
  });
});

test('a run that is cancelled between two looks at its job need not wait for the next one', async () => {
  const day = 86_400_000;
  const fakes = fakeActivities({ watchTrainingJob: () => Promise.reject(notYet('still training', day)) });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'watchTrainingJob');
    await run.cancel();
    await expectCancelled(run);
    const { startTime, closeTime } = await run.describe();
    expect((closeTime?.getTime() ?? NaN) - startTime.getTime()).toBeLessThan(day);
  });
});

test('a run that is cancelled at a gate ends as cancelled, and its gate is open no more', async () => {
  const fakes = fakeActivities();
  const request = requestOf({ gates: { deployment: 'manual' } });
  await withRun(server, { activities: fakes.activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    await run.cancel();
    await expectCancelled(run);
    expect(undone(fakes.calls)).toEqual([]);
    expect((await statusOf(run)).gates).toEqual([]);
  });
});

test('a run that is cancelled while its endpoint is being created learns first whether it was, then deletes it', async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let created = NaN;
  const fakes = fakeActivities({
    createEndpoint: async () => {
      await answered;
      created = fakes.calls.length;
      return { name: 'reviews', attempt: 1 };
    },
  });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'createEndpoint');
    await run.cancel();
    await expect.poll(() => cancelRequests(run)).toBe(1);
    answer();
    await expectCancelled(run);
    expect(fakes.calls.slice(created)).toEqual([...hosting, 'releaseEndpoint']);
  });
});

test('a run that is cancelled while its endpoint is Creating deletes it', async () => {
  const fakes = fakeActivities({ watchEndpoint: waitsForEver });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'watchEndpoint');
    await run.cancel();
    await expectCancelled(run);
    expect(undone(fakes.calls)).toEqual(hosting);
  });
});

test('a decision that comes while a cancelled run cleans up is refused', async () => {
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const fakes = fakeActivities({ stopTrainingJobs: () => held.then(() => ['x']), watchTrainingJob: waitsForEver });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'watchTrainingJob');
    await run.cancel();
    await untilCalled(fakes, 'stopTrainingJobs');
    expect(await refusalOf(decide(run, { decision: 'approve', by: 'ana' }))).toBe('no gate is open');
    goOn();
    await expectCancelled(run);
  });
});

/** How many activities of the run have been asked to stop. */
async function cancelRequests(run: Run): Promise<number> {
  const { events } = await run.fetchHistory();
  return (events ?? []).filter((event) => event.activityTaskCancelRequestedEventAttributes).length;
}

test('a run that is cancelled while it waits for its turn at the endpoint gives its place back only when it waits no more', async () => {
  let grant = (): void => undefined;
  const granted = new Promise<void>((resolve) => (grant = resolve));
  const fakes = fakeActivities({
    leaseEndpoint: async () => {
      await waitsForEver().catch(() => undefined);
      await granted;
      return { lastGood: null };
    },
  });
  await withRun(server, { activities: fakes.activities, request: requestOf() }, async (run) => {
    await untilCalled(fakes, 'leaseEndpoint');
    await run.cancel();
    // The quick try at the lease comes to its end before the run hears of it.
    await expect.poll(() => cancelRequests(run), { timeout: 30_000 }).toBe(1);
    // A run that waited no more would have given its place back in the same workflow task.
    expect(fakes.calls).not.toContain('releaseEndpoint');
    grant();
    await expectCancelled(run);
    expect(fakes.calls).toContain('releaseEndpoint');
  });
});
