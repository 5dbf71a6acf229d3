import { ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { EndpointWorkflow } from '../../../src/client/endpoints/endpoint-workflow.js';
import { InvalidInputError, UnreachableError } from '../../../src/client/index.js';
import type { EndpointStatus } from '../../../src/contract/endpoint-workflow.js';
import { endpointWorkflowId } from '../../../src/contract/endpoint-workflow.js';
import type { FakeWorkflow } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

const status: EndpointStatus = {
  name: 'reviews',
  region: 'eu-west-1',
  account: '123456789012',
  phase: 'live',
  live: null,
  lastGood: null,
  holder: null,
  waiting: [],
  expiresAt: null,
  notes: [],
};

function kept(
  workflow: FakeWorkflow | null,
  region = 'eu-west-1',
): { keeper: EndpointWorkflow; temporal: FakeTemporal } {
  const temporal = new FakeTemporal(workflow === null ? {} : { [endpointWorkflowId('reviews')]: workflow });
  return { temporal, keeper: new EndpointWorkflow(temporal.client, 'reviews', region) };
}

test('an endpoint is extended by its own workflow', async () => {
  const { keeper, temporal } = kept({ status, update: () => status });
  await keeper.extend({ timeToLiveInSeconds: 3_600, by: 'ana' });
  expect(temporal.asked).toMatchObject([{ name: 'extend', args: [{ timeToLiveInSeconds: 3_600, by: 'ana' }] }]);
});

test('an endpoint that nothing keeps is not extended', async () => {
  await expect(kept(null).keeper.extend({ timeToLiveInSeconds: null })).rejects.toThrow(/nothing keeps "reviews"/);
});

test('an endpoint is deleted by its own workflow', async () => {
  const { keeper, temporal } = kept({ status, update: () => status });
  expect(await keeper.remove({ by: 'ana' })).toBe(true);
  expect(temporal.asked).toMatchObject([{ name: 'delete', args: [{ by: 'ana' }] }]);
});

test('a deletion tells of the run that goes first', async () => {
  const steps: string[] = [];
  const { keeper } = kept({ status, update: () => ({ ...status, holder: 'fine-tune-1' }) });
  await keeper.remove({}, (step) => steps.push(step));
  expect(steps).toEqual([expect.stringContaining('once run fine-tune-1 has let go')]);
});

test.each([
  ['that nothing keeps', null],
  ['whose workflow has ended', { state: 'COMPLETED', status } as const],
])('an endpoint %s is left to the caller', async (_title, workflow) => {
  expect(await kept(workflow).keeper.remove({})).toBe(false);
});

test('the endpoint of that name in another region is another one', async () => {
  const { keeper, temporal } = kept({ status }, 'us-east-1');
  expect(await keeper.remove({})).toBe(false);
  expect(temporal.asked).toEqual([]);
});

test("what the workflow refuses is the input's fault", async () => {
  const refuse = (): never => {
    throw new WorkflowUpdateFailedError('refused', new Error('run r updates it'));
  };
  const error: unknown = await kept({ status, update: refuse })
    .keeper.remove({})
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect((error as Error).message).toContain('run r updates it');
});

test('without a worker nobody can tell', async () => {
  const { keeper, temporal } = kept({ status });
  Object.defineProperty(temporal.workflows[endpointWorkflowId('reviews')], 'status', {
    get: () => {
      throw new ServiceError('deadline exceeded');
    },
  });
  await expect(keeper.status()).rejects.toBeInstanceOf(UnreachableError);
});

test('an endpoint of another name in other case is not looked after by the same workflow', async () => {
  expect(await kept({ status: { ...status, name: 'Reviews' } }).keeper.status()).toBeNull();
});
