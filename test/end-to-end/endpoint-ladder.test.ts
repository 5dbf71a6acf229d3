import { beforeAll, expect, test } from 'vitest';
import type { EndpointOptions } from '../../src/contract/run/requests.js';
import type { FaultRule } from '../../src/local/sagemaker/index.js';
import { endpointAt, putArtifact, standing, standingOf } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';
import type { Run } from '../support/temporal/runs.js';
import { failureOf, statusOf } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

const [first, second] = ['ml.m5.xlarge', 'ml.m5.2xlarge'] as const;
const withoutQuota = 'ml.c5.2xlarge';

type EndpointFault = Extract<FaultRule, { fault: 'endpoint' }>;
const onFirst = (name: string, more: Pick<EndpointFault, 'outcome' | 'on'>): FaultRule => ({
  fault: 'endpoint',
  name,
  instanceType: first,
  ...more,
});

const server = devServer();
const stack = localStack(server, {
  faults: [
    onFirst('no-capacity', { on: 'create', outcome: 'InsufficientInstanceCapacity' }),
    onFirst('over-limit', { on: 'create', outcome: 'ResourceLimitExceeded' }),
    onFirst('limited-config', { on: 'config', outcome: 'ResourceLimitExceeded' }),
    { fault: 'endpoint', name: 'nowhere', on: 'create', outcome: 'InsufficientInstanceCapacity' },
    { fault: 'endpoint', name: 'refused', on: 'create', outcome: 'ResourceLimitExceeded' },
    onFirst('scarce', { on: 'update', outcome: 'InsufficientInstanceCapacity' }),
    { fault: 'endpoint', name: 'fixed', on: 'update', outcome: 'InsufficientInstanceCapacity' },
    { fault: 'quota', instanceType: withoutQuota, usage: 'endpoint', value: 0 },
  ],
});
const types = { instanceType: [first, second] as string[], capacityWaitInSeconds: 0 };

const deploy = (name: string, endpoint: EndpointOptions): Promise<Run> => stack.start(name, { endpoint, artifact });

let artifact: string;
beforeAll(async () => {
  artifact = await putArtifact(stack.clients, '1');
});

test.concurrent.each([
  ['without capacity', 'no-capacity', first, /^endpoint on ml\.m5\.xlarge: NoCapacity/],
  ['that the account may not start more of', 'over-limit', first, /^endpoint on ml\.m5\.xlarge: QuotaExceeded/],
  ['whose config is refused for a limit', 'limited-config', first, /^endpoint on ml\.m5\.xlarge: QuotaExceeded/],
  ['without any quota', 'no-quota', withoutQuota, /^endpoint: ml\.c5\.2xlarge skipped: .* is 0, 1 needed$/],
])('an endpoint is made on the next instance type after one %s, and notes why', async (_, name, type, note) => {
  const run = await deploy(name, { ...types, instanceType: [type, second] });
  const result = await run.result();
  expect((await statusOf(run)).notes).toEqual([expect.stringMatching(note)]);
  expect(result.endpoint?.instanceType).toBe(second);
  // And nothing is left of the try before.
  expect(await standing(stack.clients, name)).toEqual(standingOf(result));
});

test.concurrent.each([
  ['nowhere', 'NoCapacity'],
  ['refused', 'QuotaExceeded'],
])('nothing is left of a run whose endpoint finds no instance type: %s', async (name, failure) => {
  const run = await deploy(name, types);
  expect((await failureOf(run)).type).toBe(failure);
  expect(await standing(stack.clients, name)).toEqual([]);
});

test.concurrent('an endpoint is moved to the next instance type after one without capacity', async () => {
  await (await deploy('scarce-before', { name: 'scarce' })).result();
  const { endpoint } = await (await deploy('scarce-after', { ...types, name: 'scarce', update: {} })).result();
  expect(endpoint?.instanceType).toBe(second);
  expect(await endpointAt(stack.clients, 'scarce')).toMatchObject({
    EndpointStatus: 'InService',
    EndpointConfigName: endpoint?.configName,
  });
});

test.concurrent(
  'an endpoint that can be moved to no instance type stays on its config, and the new one is gone',
  async () => {
    const { endpoint } = await (await deploy('fixed-before', { name: 'fixed' })).result();
    const run = await deploy('fixed-after', { ...types, name: 'fixed', update: {} });
    expect((await failureOf(run)).type).toBe('NoCapacity');
    expect(await endpointAt(stack.clients, 'fixed')).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: endpoint?.configName,
    });
    expect(await standing(stack.clients, 'fixed-after')).toEqual([]);
  },
);
