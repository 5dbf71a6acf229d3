import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteEndpointCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpointWorkflowId } from '../../src/contract/endpoint-workflow.js';
import type { FineTuneResult } from '../../src/contract/run/results.js';
import type { ActivityName } from '../support/temporal/fake-activities.js';
import { bucket } from '../local/sagemaker/local-sagemaker.js';
import { holdingsOf } from '../support/interrupted/holdings.js';
import { data, localStack, model, startWorker } from '../support/interrupted/stack.js';

const stack = localStack([
  { fault: 'training', outcome: 'Completed', name: 'training-', seconds: 5 },
  { fault: 'training', outcome: 'AlgorithmError', name: 'failed-', times: 1 },
  { fault: 'endpoint', on: 'create', outcome: 'InsufficientInstanceCapacity', name: 'second-', times: 1 },
]);
const queue = randomUUID();
let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  worker = await startWorker(stack, queue, stack.activities);
});
afterAll(() => worker?.stop());

type Run = WorkflowHandle<() => Promise<FineTuneResult>>;

const start = (workflowId: string, endpoint: object = {}, more: object = {}): Promise<Run> =>
  stack.temporal.client.workflow.start('fineTune', {
    taskQueue: queue,
    workflowId,
    args: [{ model, data, gates: { deployment: 'auto' }, endpoint, ...more }],
  }) as Promise<Run>;

type EventId = NonNullable<
  Parameters<typeof stack.temporal.client.workflowService.resetWorkflowExecution>[0]['workflowTaskFinishEventId']
>;

/** The workflow task that scheduled an activity, for a reset to just before it; undefined while that is still to come. */
async function taskBefore(run: Run, activity: ActivityName): Promise<EventId | undefined> {
  const { events } = await run.fetchHistory();
  const scheduled = events
    ?.map((event) => event.activityTaskScheduledEventAttributes)
    .find((attributes) => attributes?.activityType?.name === activity);
  return scheduled?.workflowTaskCompletedEventId ?? undefined;
}

/** Resets the run to where it was about to begin that step; @returns its new life */
async function resetTo(activity: ActivityName, { workflowId }: Run): Promise<Run> {
  const { client } = stack.temporal;
  const current = client.workflow.getHandle<() => Promise<FineTuneResult>>(workflowId);
  const task = await taskBefore(current, activity);
  if (task === undefined) throw new Error(`the run has not come to ${activity}`);
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    reason: 'a test',
    requestId: randomUUID(),
    workflowTaskFinishEventId: task,
  });
  return client.workflow.getHandle(workflowId);
}

const resetToTraining = (run: Run): Promise<Run> => resetTo('startTrainingJob', run);

const everything = { models: ['own'], configs: ['own'], endpoints: ['own InService on own'] };

test('a run that is reset while its job trains goes on with that job', async () => {
  const run = await start('training-run');
  await expect.poll(() => taskBefore(run, 'watchTrainingJob')).toBeDefined();
  const again = await resetToTraining(run);
  expect((await again.result()).outcome).toBe('done');
  expect(await holdingsOf(stack.clients, 'training-run')).toEqual({
    trainingJobs: ['own Completed'],
    ...everything,
  });
});

test('a run that is reset after its end takes its job, model, config and endpoint for its own', async () => {
  const run = await start('finished-run');
  const before = await run.result();
  const after = await (await resetToTraining(run)).result();
  expect(after.trainingJob.name).toBe(before.trainingJob.name);
  expect(after.endpoint).toEqual(before.endpoint);
  expect(await holdingsOf(stack.clients, 'finished-run')).toEqual({ trainingJobs: ['own Completed'], ...everything });
});

test('a run that is reset after its job failed trains again, under the name of the next attempt', async () => {
  const run = await start('failed-run');
  await expect(run.result()).rejects.toThrow();
  const { outcome } = await (await resetToTraining(run)).result();
  expect(outcome).toBe('done');
  const { trainingJobs, ...others } = await holdingsOf(stack.clients, 'failed-run');
  expect(trainingJobs.sort()).toEqual(['own Failed', 'own-2 Completed']);
  expect(others).toEqual(everything);
});

test('a run that is reset after its end finds its endpoint also where that stands on a second attempt', async () => {
  const run = await start('second-run', { instanceType: ['ml.m5.xlarge', 'ml.m5.2xlarge'], capacityWaitInSeconds: 0 });
  const before = await run.result();
  const after = await (await resetToTraining(run)).result();
  expect(after.endpoint).toEqual(before.endpoint);
  expect((await holdingsOf(stack.clients, 'second-run')).endpoints).toEqual(['own InService on own-2']);
});

test('a run that is reset to before its data was mended trains on it, and moves its live endpoint to that model', async () => {
  const put = (Body: string): Promise<unknown> =>
    stack.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'mended/data.csv', Body }));
  const rows = Array.from({ length: 20 }, (_, row) => `${row % 2},"text number ${row}"\n`).join('');
  await put(rows);
  const run = await start('mended-run', {}, { data: `s3://${bucket}/mended/` });
  const before = await run.result();
  await put(rows.replaceAll('number', 'mended'));
  const after = await (await resetTo('prepareRun', run)).result();
  expect(after.endpoint).toMatchObject({ replaced: before.endpoint?.configName });
  expect(await holdingsOf(stack.clients, 'mended-run')).toEqual({
    trainingJobs: expect.arrayContaining(['own Completed', 'own-2 Completed']) as unknown,
    models: ['own-2'],
    configs: ['own-2'],
    endpoints: ['own InService on own-2'],
  });
});

test('a run that is reset to before its data was mended makes room for its new model where an earlier life left one without an endpoint', async () => {
  const put = (Body: string): Promise<unknown> =>
    stack.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'left/data.csv', Body }));
  const rows = Array.from({ length: 20 }, (_, row) => `${row % 2},"text number ${row}"\n`).join('');
  await put(rows);
  const run = await start('left-run', {}, { data: `s3://${bucket}/left/` });
  const { endpoint } = await run.result();
  // Neither its workflow nor anybody else tidies up behind the endpoint.
  await stack.temporal.client.workflow.getHandle(endpointWorkflowId(endpoint?.name ?? '')).terminate();
  await stack.clients.sageMaker.send(new DeleteEndpointCommand({ EndpointName: endpoint?.name }));
  await put(rows.replaceAll('number', 'mended'));
  const after = await (await resetTo('prepareRun', run)).result();
  const model = await stack.clients.sageMaker.send(new DescribeModelCommand({ ModelName: after.endpoint?.modelName }));
  expect(model.PrimaryContainer?.ModelDataUrl).toBe(after.trainingJob.modelArtifact);
  expect(await holdingsOf(stack.clients, 'left-run')).toMatchObject(everything);
});
