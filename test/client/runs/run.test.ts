import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { Aws, Endpoint, Run } from '../../../src/client/index.js';
import { trainedModel } from '../../../src/client/start/from-run.js';
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
const rejected = failed(ApplicationFailure.nonRetryable('gate deployment was rejected', 'GateRejected'));

describe('the model of an earlier run', () => {
  test('is the one that it trained', async () => {
    const { run } = runOf({ type: 'fineTune', state: 'COMPLETED', result: trained });
    expect(await trainedModel(run)).toEqual({ model, artifact: modelArtifact, classes: 2 });
  });

  test.each<[string, FakeWorkflow | null, RegExp]>([
    ['that does not exist', null, /does not exist/],
    ['that is still going', { type: 'fineTune', state: 'RUNNING' }, /not finished.*runs watch first/],
    ['that only deployed', { type: 'deploy', state: 'COMPLETED', result: { model, endpoint } }, /trained nothing/],
    [
      'that has no artifact',
      { type: 'fineTune', state: 'COMPLETED', result: { ...trained, trainingJob: {} } },
      /no model artifact/,
    ],
    [
      'that was rejected',
      { type: 'fineTune', state: 'COMPLETED', failure: rejected },
      /ended as rejected.*model\.tar\.gz/,
    ],
  ])('is not to be had of one %s', async (_title, workflow, reason) => {
    expect(await trainedModel(runOf(workflow).run)).toEqual({ reason: expect.stringMatching(reason) as string });
  });
});

test('the result of a run that only trained has no endpoint', async () => {
  expect((await runOf({ result: trained }).run.result()).endpoint).toBeNull();
});

test('the endpoint of a result can be asked, also for what its workflow says of it', async () => {
  const { run, temporal } = runOf({ result: { ...trained, endpoint } });
  temporal.workflows['tunewright-endpoint:reviews'] = { status: { region: 'eu-west-1', phase: 'live' } };
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
