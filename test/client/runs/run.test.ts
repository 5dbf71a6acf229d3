import { WorkflowFailedError } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { Aws, Endpoint, Run } from '../../../src/client/index.js';
import { modelOfRun } from '../../../src/client/start/from-run.js';
import { noSuchJob } from '../../support/aws/errors.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import type { FakeWorkflow } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

const model = { id: 'bert', version: '2.0.1' };
const modelArtifact = 's3://bucket/first/output/model.tar.gz';
const endpoint = { name: 'reviews', region: 'eu-west-1', status: 'InService', configName: 'c', modelName: 'm' };
const trained = { run: 'first', model, trainingJob: { modelArtifact }, dataset: { classes: 2 }, endpoint: null };

function runOf(workflow: FakeWorkflow | null): { run: Run; temporal: FakeTemporal } {
  const temporal = new FakeTemporal(workflow === null ? {} : { first: workflow });
  return { temporal, run: new Run(temporal.client, new Aws(), 'first') };
}
const failed = (cause: Error): Error => new WorkflowFailedError('failed', cause, 'MAXIMUM_ATTEMPTS_REACHED');

const began = [
  ['planRun', { model, region: 'eu-west-1', dataset: { classes: 2 } }],
  ['startTrainingJob', { name: 'first-job' }],
] as const;
const beganTogether = [
  ['prepareRun', { plan: began[0][1], model, searchAttributes: [] }],
  ['startTrainingJob', { name: 'first-job' }],
] as const;
const jobEnded = ['watchTrainingJob', { name: 'first-job', modelArtifact }] as const;

/** A run whose job goes on to this end on SageMaker, which the run did not see. */
function runBeforeItsJob(job: object): Run {
  const temporal = new FakeTemporal({ first: { type: 'fineTune', state: 'TERMINATED', activities: began } });
  return new Run(temporal.client, fakeAws({ DescribeTrainingJob: job }).aws, 'first');
}

describe('the model of an earlier run', () => {
  test('is told of a run that made its plan in one step', async () => {
    const { run } = runOf({ type: 'fineTune', state: 'FAILED', activities: [...beganTogether, jobEnded] });
    expect(await modelOfRun(run)).toEqual({ model, artifact: modelArtifact, classes: 2 });
  });

  test.each(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED'])(
    'is the one that it trained, also where it ended as %s',
    async (state) => {
      const { run } = runOf({ type: 'fineTune', state, activities: [...began, jobEnded] });
      expect(await modelOfRun(run)).toEqual({ model, artifact: modelArtifact, classes: 2 });
    },
  );

  test('is known by SageMaker where the run ended before its job completed', async () => {
    const run = runBeforeItsJob({
      TrainingJobStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: modelArtifact },
    });
    expect(await modelOfRun(run)).toEqual({ model, artifact: modelArtifact, classes: 2 });
  });

  test.each<[string, object]>([
    ['has failed', { TrainingJobStatus: 'Failed' }],
    ['is not there', throwing(noSuchJob())],
  ])('is not to be had where its job %s', async (_title, job) => {
    expect(await modelOfRun(runBeforeItsJob(job))).toEqual({
      reason: expect.stringMatching(/no training job/) as string,
    });
  });

  test.each<[string, FakeWorkflow | null, RegExp]>([
    ['that does not exist', null, /does not exist/],
    ['that is still going', { type: 'fineTune', state: 'RUNNING' }, /not finished.*runs watch first/],
    ['that only deployed', { type: 'deploy', state: 'COMPLETED' }, /trained nothing/],
    ['that failed before it trained', { type: 'fineTune', state: 'FAILED' }, /no training job that completed/],
  ])('is not to be had of one %s', async (_title, workflow, reason) => {
    expect(await modelOfRun(runOf(workflow).run)).toEqual({ reason: expect.stringMatching(reason) as string });
  });
});

test('the description of a run names what it trained', async () => {
  const { run } = runOf({ type: 'fineTune', state: 'FAILED', activities: [...began, jobEnded] });
  expect(await run.describe()).toMatchObject({ artifact: modelArtifact });
});

test('the result of a run that only trained has no endpoint', async () => {
  expect((await runOf({ result: trained }).run.result()).endpoint).toBeNull();
});

test('the endpoint of a result can be asked, also for what its workflow says of it', async () => {
  const { run, temporal } = runOf({ result: { ...trained, endpoint } });
  temporal.workflows['tunewright-endpoint:reviews'] = {
    status: { name: 'reviews', region: 'eu-west-1', phase: 'live' },
  };
  const live = (await run.result()).endpoint;
  expect(live).toBeInstanceOf(Endpoint);
  expect(live).toMatchObject({ name: 'reviews', configName: 'c' });
  expect(await live?.status()).toMatchObject({ phase: 'live' });
});

test('a decision carries the digest of the report that it is about', async () => {
  const { run, temporal } = runOf({ update: () => ({ decision: 'approve' }) });
  await run.approve('deployment', { by: 'ana', digest: '00ff' });
  const decision = { gate: 'deployment', by: 'ana', digest: '00ff', decision: 'approve' };
  expect(temporal.asked).toMatchObject([{ name: 'decide', args: [decision] }]);
});

test('a terminated run points to what finds its leftovers', async () => {
  const { run } = runOf({ failure: failed(new TerminatedFailure('terminated')) });
  await expect(run.result()).rejects.toThrow(/tunewright sweep/);
});

test('the result is waited for while the server is away', async () => {
  const { run, temporal } = runOf({
    failure: Object.assign(new Error('away'), { code: 14, details: '', metadata: {} }),
  });
  const result = run.result();
  setImmediate(() => (temporal.workflows['first'] = { result: trained }));
  expect(await result).toMatchObject({ endpoint: null });
});

const told = {
  ...{ run: 'first', type: 'fineTune', phase: 'train', outcome: 'running', model, metrics: {} },
  ...{ gates: [], resources: [], epochs: [], warnings: [], notes: [] },
};

test.each<[string, unknown]>([
  ['a number', 5],
  ['a list', []],
  ['nothing', {}],
  ['no model', { ...told, model: null }],
  ['a phase that is no text', { ...told, phase: {} }],
  ['metrics that are none', { ...told, metrics: 5 }],
  ['gates that are no list', { ...told, gates: 'x' }],
  ['a resource that is none', { ...told, resources: [null] }],
  ['a note that is no text', { ...told, notes: [{}] }],
  ['progress that is none', { ...told, progress: { epochs: [], logTail: 'x' } }],
])('a workflow that says %s of itself is no run', async (_, status) => {
  const { run } = runOf({ type: 'fineTune', state: 'RUNNING', status });
  await expect(run.status()).rejects.toThrow('"first" does not answer as a run of Tunewright does');
});

describe('a workflow that is no run', () => {
  const doors: [string, (run: Run) => Promise<unknown>][] = [
    ['cancelled', (run) => run.cancel()],
    ['decided on', (run) => run.approve(undefined, { by: 'ana' })],
    ['waited for', (run) => run.result()],
    ['watched', (run) => run.watch().next()],
    ['asked for its status', (run) => run.status()],
  ];
  test.each(doors)('is not %s', async (_what, use) => {
    const { run, temporal } = runOf({ type: 'payments', state: 'RUNNING', status: {} });
    await expect(use(run)).rejects.toThrow(/"first" is no run, but a workflow of the type payments/);
    expect(temporal.asked).toEqual([]);
  });
});

test.each(['COMPLETED', 'FAILED', 'TERMINATED'])(
  'a run that has ended as %s can’t be cancelled, and says so',
  async (state) => {
    expect(await runOf({ type: 'fineTune', state }).run.cancel()).toBe(false);
  },
);

test('the result of a run that is not there is refused as its status is', async () => {
  await expect(runOf(null).run.result()).rejects.toThrow(/^run: "first" does not exist/);
});
