import { expect, test } from 'vitest';
import type { LiveEndpoint } from '../../../src/contract/run/results.js';
import { notFound } from '../../support/aws/errors.js';
import type { Answers } from '../../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { account, region } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import type { FakeWorkflow } from '../../support/temporal/fake-temporal.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

const name = 'reviews-live';
const there: Answers = {
  DescribeEndpoint: { EndpointStatus: 'InService', EndpointConfigName: 'older' },
  DescribeEndpointConfig: { ProductionVariants: [{ ModelName: 'older-model' }] },
};
const live = { name, region, configName: 'older', modelNames: ['older-model'] };

const look = (answers: Answers, workflows: Record<string, FakeWorkflow> = {}): Promise<LiveEndpoint | null> =>
  attempt('describeLive', { name, region, account }, fakeAws(answers), { temporal: new FakeTemporal(workflows).client })
    .result;

const knows = (configName: string): Record<string, FakeWorkflow> => ({
  [`tunewright-endpoint:${name}`]: { status: { live: { ...live, configName, metrics: { accuracy: 0.9 } } } },
});

test('an endpoint is told with its config and models', async () => {
  expect(await look(there)).toEqual(live);
});

test.each([
  ['archive', { ModelDataUrl: 's3://models/x.tar.gz' }, 's3://models/x.tar.gz'],
  ['prefix', { ModelDataSource: { S3DataSource: { S3Uri: 's3://models/x/' } } }, 's3://models/x/'],
])('where the model of an endpoint lies is told to who asks: an %s', async (_kind, container, uri) => {
  const variant = { ModelName: 'older-model', InstanceType: 'ml.m5.large' };
  const answers = {
    ...there,
    DescribeEndpointConfig: { ProductionVariants: [variant] },
    DescribeModel: { PrimaryContainer: container },
  };
  const temporal = new FakeTemporal({}).client;
  const key = { name, region, account, toReplace: true } as const;
  const seen = await attempt('describeLive', key, fakeAws(answers), { temporal }).result;
  expect(seen?.begunWith?.modelUri).toBe(uri);
});

test('an endpoint that is not there is told as null', async () => {
  expect(await look({ DescribeEndpoint: throwing(notFound('endpoint')) })).toBeNull();
});

test('an endpoint whose config is gone has no models', async () => {
  const gone = { ...there, DescribeEndpointConfig: throwing(notFound('endpoint configuration')) };
  expect((await look(gone))?.modelNames).toEqual([]);
});

test.each(['Updating', 'SystemUpdating', 'RollingBack'])(
  'what an endpoint that is %s has before an update of it is known only when it stands',
  async (EndpointStatus) => {
    const answers = { ...there, DescribeEndpoint: { EndpointStatus, EndpointConfigName: 'older' } };
    const { result } = attempt('describeLive', { name, region, account, toReplace: true }, fakeAws(answers));
    expect(await failureOf(result)).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  },
);

test('an endpoint that is being deleted is waited for', async () => {
  const failure = await failureOf(look({ DescribeEndpoint: { EndpointStatus: 'Deleting' } }));
  expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
});

test('the figures of the model come from the workflow of the endpoint', async () => {
  expect((await look(there, knows('older')))?.metrics).toEqual({ accuracy: 0.9 });
});

test('the figures of another config are not told', async () => {
  expect(await look(there, knows('oldest'))).not.toHaveProperty('metrics');
});
