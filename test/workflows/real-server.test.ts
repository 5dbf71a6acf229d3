import { randomUUID } from 'node:crypto';
import { WorkflowContinuedAsNewError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { runMemo } from '../../src/contract/run/run-memo.js';
import { messageNames } from '../../src/contract/messages.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { fakeActivities, metrics } from '../support/temporal/fake-activities.js';
import { requestOf, resolutionOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import {
  decide,
  failureOf,
  refusalOf,
  startRun,
  statusOf,
  untilOpen,
  withRun,
  withWorker,
} from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

/** What the time-skipping server can't show: custom search attributes, and a task that is late. */
const server = devServer();

const request = requestOf({ gates: { deployment: 'manual' } });
const withSearchAttributes = fakeActivities({
  resolveArtifacts: () => Promise.resolve({ ...resolutionOf(request), searchAttributes: [...searchAttributeNames] }),
}).activities;

async function searchAttributesOf(run: Run): Promise<Record<string, unknown>> {
  const { raw } = await run.describe();
  const fields = Object.entries(raw.workflowExecutionInfo?.searchAttributes?.indexedFields ?? {});
  const own = fields.filter(([name]) => name.startsWith('Tunewright'));
  return Object.fromEntries(own.map(([name, payload]) => [name, defaultPayloadConverter.fromPayload(payload)]));
}

test('a run can be found by its phase, model, training job and endpoint', async () => {
  await withRun(server, { activities: withSearchAttributes, request }, async (run) => {
    await untilOpen(run, 'deployment');
    expect((await searchAttributesOf(run))['TunewrightPhase']).toBe('approve');
    await decide(run, { decision: 'approve', by: 'ana' });
    const { model, trainingJob, endpoint } = await run.result();
    expect(await searchAttributesOf(run)).toEqual({
      TunewrightPhase: 'done',
      TunewrightModelId: model.id,
      TunewrightTrainingJob: trainingJob.name,
      TunewrightEndpoint: endpoint?.name,
    });
  });
});

/** The members of the memo, each read from its payload. */
async function memoOf(run: Run): Promise<Record<string, unknown>> {
  return (await run.describe()).memo ?? {};
}

test('a list tells accuracy, endpoint and cost of a run that waits at its gate, and the whole cost of one that has ended', async () => {
  await withRun(server, { activities: withSearchAttributes, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const endpoint = (await searchAttributesOf(run))['TunewrightEndpoint'];
    expect(endpoint).toEqual(expect.any(String));
    expect(await memoOf(run)).toMatchObject({
      [runMemo.model]: request.model.id,
      [runMemo.endpoint]: endpoint,
      [runMemo.accuracy]: metrics['validation:accuracy'],
      [runMemo.usd]: expect.any(Number) as number,
    });
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
    expect(await memoOf(run)).not.toHaveProperty(runMemo.phase);
  });
});

test('on a server without the search attributes the memo tells the phase too', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    expect((await memoOf(run))[runMemo.phase]).toBe('approve');
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
    expect((await memoOf(run))[runMemo.phase]).toBe('done');
  });
});

test('whatever gate is open, a run that waits for people is found as one that waits', async () => {
  const asked = requestOf({ gates: { training: 'manual', deployment: 'auto', traffic: 'manual' } });
  const { activities } = fakeActivities({
    resolveArtifacts: () => Promise.resolve({ ...resolutionOf(asked), searchAttributes: [...searchAttributeNames] }),
  });
  await withRun(server, { activities, request: asked }, async (run) => {
    for (const gate of ['training', 'traffic'] as const) {
      await untilOpen(run, gate);
      expect((await searchAttributesOf(run))['TunewrightPhase']).toBe('approve');
      await decide(run, { gate, decision: 'approve', by: 'ana' });
    }
    await run.result();
    expect((await searchAttributesOf(run))['TunewrightPhase']).toBe('done');
  });
});

test('a run that is asked for a model with a name beyond all measure is not ended by the server for it', async () => {
  const { activities } = fakeActivities({
    resolveArtifacts: () =>
      Promise.resolve({
        ...resolutionOf(requestOf()),
        model: { id: 'x'.repeat(5_000) },
        searchAttributes: ['TunewrightModelId'],
      }),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
  });
});

test('a run with a cron schedule is refused before anything is asked for', async () => {
  const queue = randomUUID();
  const { activities, calls } = fakeActivities();
  await withWorker(server, queue, activities, async () => {
    const workflowId = randomUUID();
    const options = { workflowId, taskQueue: queue, args: [request], cronSchedule: '@every 1s' };
    const { firstExecutionRunId } = await server.client.workflow.start('fineTune', options);
    const firstNight = server.client.workflow.getHandle(workflowId, firstExecutionRunId, { followRuns: false });
    await expect(firstNight.result()).rejects.toBeInstanceOf(WorkflowContinuedAsNewError);
    await server.client.workflow.getHandle(workflowId).terminate();
    const { events } = await firstNight.fetchHistory();
    const end = events?.at(-1)?.workflowExecutionFailedEventAttributes;
    expect(end?.failure?.applicationFailureInfo?.type).toBe('InvalidRequest');
    expect(calls).toEqual([]);
  });
});

test('a decision that came in time counts, even if no worker sees it before the deadline', async () => {
  const queue = randomUUID();
  const { activities } = fakeActivities();
  const run = await withWorker(server, queue, activities, async () => {
    const started = await startRun(server, queue, { ...request, gateDeadlineInSeconds: 10 });
    await untilOpen(started, 'deployment');
    return started;
  });
  await run.signal(messageNames.approve, { by: 'ana' });
  await expect.poll(() => deadlinePassed(run)).toBe(true);
  await withWorker(server, queue, activities, async () => {
    const { decisions } = await run.result();
    expect(decisions.deployment).toMatchObject({ decision: 'approve', by: 'ana' });
    expect((await statusOf(run)).notes.join()).toContain('was decided after its deadline');
  });
});

const eventOf = async (run: Run, kind: 'workflowExecutionSignaled' | 'workflowExecutionUpdateAccepted') => {
  const { events = [] } = await run.fetchHistory();
  return events?.findLast((event) => event[`${kind}EventAttributes`])?.eventId;
};

/** Resets to a task next to that event; @returns the new life, whose query and result are its own */
async function resetTo(run: Run, event: EventId, where: 'before' | 'after'): Promise<Run> {
  const { events } = await run.fetchHistory();
  const tasks = (events ?? []).filter((one) => one.workflowTaskCompletedEventAttributes);
  const task =
    where === 'before'
      ? tasks.findLast(({ eventId }) => Number(eventId) < Number(event))
      : tasks.find(({ eventId }) => Number(eventId) > Number(event));
  if (task?.eventId === undefined) throw new Error(`no task ${where} event ${String(event)}`);
  await server.client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: run.workflowId },
    reason: 'a test',
    requestId: randomUUID(),
    workflowTaskFinishEventId: task.eventId,
  });
  return server.client.workflow.getHandle(run.workflowId) as Run;
}

const openDigest = async (run: Run): Promise<string | undefined> =>
  (await statusOf(run)).gates.find(({ state }) => state === 'open')?.digest;

test.each([
  ['signal', 'workflowExecutionSignaled', 'before'],
  ['signal', 'workflowExecutionSignaled', 'after'],
  ['update', 'workflowExecutionUpdateAccepted', 'before'],
] as const)('an approval by %s (%s) does not survive a reset to %s it', async (door, kind, where) => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const before = await openDigest(run);
    if (door === 'signal') await run.signal(messageNames.approve, { by: 'ana', digest: before });
    else await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
    const again = await resetTo(run, await eventOf(run, kind), where);
    await untilOpen(again, 'deployment');
    expect(await refusalOf(decide(again, { decision: 'approve', by: 'ana' }))).toContain('this run was reset');
    expect(await refusalOf(decide(again, { decision: 'approve', by: 'ana', digest: before }))).toContain(
      'another life',
    );
    if (door === 'signal') expect((await statusOf(again)).notes.join()).toContain('a signal was ignored');
    await again.signal(messageNames.approve, { by: 'ben', digest: await openDigest(again) });
    expect((await again.result()).decisions.deployment).toMatchObject({ by: 'ben' });
  });
});

test('what was decided by signals in a life that a reset began still counts in the next one', async () => {
  const { activities } = fakeActivities();
  const asks = requestOf({ gates: { training: 'manual', deployment: 'manual' } });
  await withRun(server, { activities, request: asks }, async (run) => {
    await untilOpen(run, 'training');
    await run.signal(messageNames.approve, { by: 'ana' });
    await untilOpen(run, 'deployment');
    const second = await resetTo(run, await eventOf(run, 'workflowExecutionSignaled'), 'before');
    await untilOpen(second, 'training');
    await second.signal(messageNames.approve, { by: 'ben', digest: await openDigest(second) });
    await untilOpen(second, 'deployment');
    await second.signal(messageNames.approve, { by: 'ben', digest: await openDigest(second) });
    await second.result();
    const third = await resetTo(second, await eventOf(second, 'workflowExecutionSignaled'), 'before');
    await untilOpen(third, 'deployment');
    await decide(third, { decision: 'approve', by: 'cleo', digest: await openDigest(third) });
    const { decisions } = await third.result();
    expect(decisions).toMatchObject({ training: { by: 'ben' }, deployment: { by: 'cleo' } });
  });
});

type EventId =
  | NonNullable<Parameters<typeof server.client.workflowService.resetWorkflowExecution>[0]['workflowTaskFinishEventId']>
  | null
  | undefined;

test('the Temporal UI shows what the run waits for, as Markdown, and how to answer', async () => {
  await withRun(server, { activities: withSearchAttributes, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const metadata = await run.query<UiMetadata>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('**Approve in progress**');
    expect(metadata.currentDetails).toContain('**gate deployment (manual) waits for a decision until ');
    const { signalDefinitions, updateDefinitions } = metadata.definition;
    expect([...updateDefinitions, ...signalDefinitions].map(({ name }) => name).sort()).toEqual([
      'approve',
      'decide',
      'reject',
    ]);
    await decide(run, { decision: 'reject', by: 'ana' });
    expect((await failureOf(run)).type).toBe('GateRejected');
  });
});

interface UiMetadata {
  currentDetails: string;
  definition: { signalDefinitions: { name: string }[]; updateDefinitions: { name: string }[] };
}

async function deadlinePassed(run: Run): Promise<boolean> {
  const { events } = await run.fetchHistory();
  return events?.some((event) => event.timerFiredEventAttributes) ?? false;
}
