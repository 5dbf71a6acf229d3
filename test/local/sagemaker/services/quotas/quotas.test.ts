import { CreateEndpointCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { FaultRule } from '../../../../../src/local/sagemaker/index.js';
import { createConfig, createEndpoint, createModel, endpointIn } from '../../hosting-requests.js';
import { clientsOf, startFixture } from '../../local-sagemaker.js';
import { signedCall } from '../../signed-call.js';
import type { JsonAnswer } from '../../signed-call.js';
import { jobIn, startTraining, trainingJob } from '../../training-requests.js';

interface Quota {
  readonly QuotaName: string;
  readonly QuotaCode: string;
  readonly Value: number;
}

const quota = { fault: 'quota', instanceType: 'ml.m5.xlarge' } as const;
const simulated = { fault: 'training', outcome: 'Completed', seconds: 600 } as const;

function list(url: string, input: object): Promise<JsonAnswer> {
  const operation = { service: 'servicequotas', target: 'ServiceQuotasV20190624.ListServiceQuotas' };
  return signedCall(url, operation, input);
}

async function allQuotas(url: string): Promise<Quota[]> {
  const found: Quota[] = [];
  let NextToken: unknown;
  do {
    const { body } = await list(url, { ServiceCode: 'sagemaker', NextToken });
    found.push(...(body.Quotas as Quota[]));
    NextToken = body.NextToken;
  } while (NextToken !== undefined);
  return found;
}

test('the quotas of SageMaker are listed page by page, each once', async () => {
  const { url } = await startFixture({
    faults: [{ ...quota, instanceType: 'ml.g5.xlarge', usage: 'endpoint', value: 0 }],
  });
  const quotas = await allQuotas(url);
  const values = Object.fromEntries(quotas.map(({ QuotaName, Value }) => [QuotaName, Value]));
  expect(values).toMatchObject({
    'ml.g5.xlarge for training job usage': 10_000,
    'ml.g5.xlarge for spot training job usage': 10_000,
    'ml.g5.xlarge for endpoint usage': 0,
  });
  expect(new Set(quotas.map(({ QuotaCode }) => QuotaCode)).size).toBe(quotas.length);
});

test('a page holds as many quotas as asked for', async () => {
  const { url } = await startFixture();
  const { body } = await list(url, { ServiceCode: 'sagemaker', MaxResults: 3 });
  expect(body.Quotas).toHaveLength(3);
  expect(body.NextToken).toMatch(/^[a-zA-Z0-9/+]*={0,2}$/);
});

test.each([
  ['another service', { ServiceCode: 'ec2' }, 'NoSuchResourceException'],
  ['no service', {}, 'IllegalArgumentException'],
  ['a page of 101', { ServiceCode: 'sagemaker', MaxResults: 101 }, 'IllegalArgumentException'],
  ['a token of somebody else', { ServiceCode: 'sagemaker', NextToken: 'abcd' }, 'InvalidPaginationTokenException'],
])('%s is refused', async (_, input, code) => {
  const { url } = await startFixture();
  expect(await list(url, input)).toMatchObject({ status: 400, body: { __type: code } });
});

test('a quota set while the server runs is listed at once', async () => {
  const { url } = await startFixture();
  const rule = { ...quota, usage: 'training job', value: 7 };
  await fetch(`${url}/_tunewright/faults`, { method: 'POST', body: JSON.stringify(rule) });
  const found = (await allQuotas(url)).find(({ QuotaName }) => QuotaName === 'ml.m5.xlarge for training job usage');
  expect(found?.Value).toBe(7);
});

test('a training job beyond its quota is refused, with what is in use', async () => {
  const faults: FaultRule[] = [{ ...quota, usage: 'training job', value: 1 }, simulated];
  const clients = clientsOf((await startFixture({ faults })).url);
  await startTraining(clients, trainingJob('first', 'train'));
  await expect(startTraining(clients, trainingJob('second', 'train'))).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message:
      "The account-level service limit 'ml.m5.xlarge for training job usage' is 1 Instances, with current utilization of 1 Instances and a request delta of 1 Instances. Please contact AWS support to request an increase for this limit.",
  });
});

test('a job that has ended takes nothing of a quota', async () => {
  const faults: FaultRule[] = [{ ...quota, usage: 'training job', value: 1 }];
  const clients = clientsOf((await startFixture({ faults })).url);
  await startTraining(clients, trainingJob('first', 'train'));
  await jobIn(clients, 'first', 'Completed');
  await expect(startTraining(clients, trainingJob('second', 'train'))).resolves.toBeUndefined();
});

test('spot jobs have a quota of their own', async () => {
  const faults: FaultRule[] = [{ ...quota, usage: 'spot training job', value: 0 }, simulated];
  const clients = clientsOf((await startFixture({ faults })).url);
  await startTraining(clients, trainingJob('plain', 'train'));
  const StoppingCondition = { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 };
  const spot = trainingJob('spot', 'train', { EnableManagedSpotTraining: true, StoppingCondition });
  await expect(startTraining(clients, spot)).rejects.toThrow(
    "'ml.m5.xlarge for spot training job usage' is 0 Instances",
  );
});

test('an endpoint beyond its quota is refused', async () => {
  const clients = clientsOf((await startFixture({ faults: [{ ...quota, usage: 'endpoint', value: 1 }] })).url);
  await createEndpoint(clients, 'first');
  const another = new CreateEndpointCommand({ EndpointName: 'second', EndpointConfigName: 'first' });
  await expect(clients.sageMaker.send(another)).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message: expect.stringContaining("'ml.m5.xlarge for endpoint usage' is 1 Instances, with current") as string,
  });
});

test('an update needs room for the new fleet beside the old one', async () => {
  const clients = clientsOf((await startFixture({ faults: [{ ...quota, usage: 'endpoint', value: 1 }] })).url);
  await createEndpoint(clients, 'full');
  await endpointIn(clients, 'full', 'InService');
  await createModel(clients, 'next', 'weights.txt', 'next');
  await createConfig(clients, 'next', 'next');
  const update = new UpdateEndpointCommand({ EndpointName: 'full', EndpointConfigName: 'next' });
  await expect(clients.sageMaker.send(update)).rejects.toMatchObject({ name: 'ResourceLimitExceeded' });
});
