import { randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { messageNames } from '../../src/contract/messages.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf, resolutionOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, failureOf, startRun, untilOpen, withRun, withWorker } from '../support/temporal/runs.js';
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
    await decide(run, { decision: 'approve' });
    const { model, trainingJob, endpoint } = await run.result();
    expect(await searchAttributesOf(run)).toEqual({
      TunewrightPhase: 'done',
      TunewrightModelId: model.id,
      TunewrightTrainingJob: trainingJob.name,
      TunewrightEndpoint: endpoint?.name,
    });
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
  });
});

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
    await decide(run, { decision: 'reject' });
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
