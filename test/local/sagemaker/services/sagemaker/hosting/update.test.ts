import { UpdateEndpointCommand, UpdateEndpointWeightsAndCapacitiesCommand } from '@aws-sdk/client-sagemaker';
import type { DeploymentConfig, DescribeEndpointOutput, UpdateEndpointInput } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { FaultRule, StageDurations } from '../../../../../../src/local/sagemaker/index.js';
import { createConfig, createEndpoint, createModel, endpointIn, invoke } from '../../../hosting-requests.js';
import { clientsOf, shortDurations, startFixture, temporaryDirectory } from '../../../local-sagemaker.js';
import type { Clients } from '../../../local-sagemaker.js';

const alarms = { AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'latency' }] } };
const canary: DeploymentConfig = {
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: 'CANARY',
      WaitIntervalInSeconds: 3600,
      CanarySize: { Type: 'CAPACITY_PERCENT', Value: 50 },
    },
  },
};

/** Endpoint `e` in service with `first`, and a config `next`, whose model comes up or not. */
async function inService(
  options: {
    durations?: Partial<StageDurations>;
    faults?: FaultRule[];
    nextFile?: string;
    dataDirectory?: string;
  } = {},
): Promise<Clients & { close: () => Promise<void> }> {
  const { durations = {}, faults = [], nextFile = 'weights.txt', ...rest } = options;
  const server = await startFixture({ durations: { ...shortDurations, ...durations }, faults, ...rest });
  const clients = clientsOf(server.url);
  await createEndpoint(clients, 'e');
  await endpointIn(clients, 'e', 'InService');
  await createModel(clients, 'next', nextFile, 'next');
  await createConfig(clients, 'next', 'next');
  return { ...clients, close: () => server.close() };
}

async function update({ sageMaker }: Clients, input: Partial<UpdateEndpointInput> = {}): Promise<void> {
  await sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'next', ...input }));
}

/** Which models answer so many requests. */
async function answering(clients: Clients, requests: number): Promise<Set<unknown>> {
  const answers = await Promise.all(Array.from({ length: requests }, () => invoke(clients, 'e', 'hello')));
  return new Set(answers.map((answer) => (answer as { model: string }).model));
}

const outcome = ({ EndpointConfigName, FailureReason }: DescribeEndpointOutput): unknown[] => [
  EndpointConfigName,
  FailureReason,
];

test('an update names the config that is on its way', async () => {
  const clients = await inService({ durations: { endpointUpdating: 300 } });
  await update(clients);
  const during = await endpointIn(clients, 'e', 'Updating');
  expect(during.EndpointConfigName).toBe('e');
  expect(during.PendingDeploymentSummary).toMatchObject({
    EndpointConfigName: 'next',
    ProductionVariants: [{ VariantName: 'AllTraffic', DesiredInstanceCount: 1, InstanceType: 'ml.m5.xlarge' }],
  });
});

test('both fleets answer while a canary is watched, and only the new one at the end', async () => {
  const clients = await inService({ durations: { deploymentSecond: 0.2 } });
  await update(clients, { DeploymentConfig: canary });
  await expect.poll(() => answering(clients, 20)).toEqual(new Set(['first', 'next']));
  expect((await endpointIn(clients, 'e', 'Updating')).EndpointConfigName).toBe('e');
  const after = await endpointIn(clients, 'e', 'InService');
  expect([after.EndpointConfigName, after.LastDeploymentConfig]).toEqual(['next', canary]);
  expect(await answering(clients, 5)).toEqual(new Set(['next']));
});

test('a rolling update waits after each batch', async () => {
  const clients = await inService({ durations: { deploymentSecond: 1 } });
  const RollingUpdatePolicy = {
    MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 50 },
    WaitIntervalInSeconds: 300,
  } as const;
  const start = Date.now();
  await update(clients, { DeploymentConfig: { RollingUpdatePolicy } });
  await endpointIn(clients, 'e', 'InService');
  expect(Date.now() - start).toBeGreaterThanOrEqual(600);
});

test('a failed update with a DeploymentConfig shows RollingBack, then the old config and the reason', async () => {
  const clients = await inService({ durations: { endpointRollingBack: 300 }, nextFile: 'other.txt' });
  await update(clients, { DeploymentConfig: alarms });
  expect((await endpointIn(clients, 'e', 'RollingBack')).EndpointConfigName).toBe('e');
  const refused = update(clients);
  await expect(refused).rejects.toThrow('Cannot update in-progress endpoint');
  const after = await endpointIn(clients, 'e', 'InService');
  expect(outcome(after)).toEqual(['e', expect.stringContaining('did not pass the ping health check')]);
});

test('an endpoint that is RollingBack is back in service after a restart', async () => {
  const dataDirectory = temporaryDirectory();
  const clients = await inService({ durations: { endpointRollingBack: 60_000 }, nextFile: 'other.txt', dataDirectory });
  await update(clients, { DeploymentConfig: alarms });
  await endpointIn(clients, 'e', 'RollingBack');
  await clients.close();
  const again = clientsOf((await startFixture({ dataDirectory })).url);
  const after = await endpointIn(again, 'e', 'InService');
  expect(outcome(after)).toEqual(['e', expect.stringContaining('did not pass the ping health check')]);
});

test('an alarm that trips on demand gives the traffic back', async () => {
  const faults: FaultRule[] = [{ fault: 'endpoint', on: 'update', outcome: 'alarm', seconds: 0.2 }];
  const clients = await inService({ faults, durations: { endpointRollingBack: 300 } });
  await update(clients, { DeploymentConfig: { ...canary, ...alarms } });
  await expect.poll(() => answering(clients, 20)).toEqual(new Set(['first', 'next']));
  await endpointIn(clients, 'e', 'RollingBack');
  expect(await answering(clients, 20)).toEqual(new Set(['first']));
  expect(outcome(await endpointIn(clients, 'e', 'InService'))).toEqual(['e', expect.stringContaining('latency')]);
});

test('a silent rollback can show RollingBack, and leaves no reason', async () => {
  const faults: FaultRule[] = [{ fault: 'endpoint', on: 'update', outcome: 'rolls back', rollingBack: true }];
  const clients = await inService({ faults, durations: { endpointRollingBack: 300 } });
  await update(clients);
  await endpointIn(clients, 'e', 'RollingBack');
  expect(outcome(await endpointIn(clients, 'e', 'InService'))).toEqual(['e', undefined]);
});

test.each([
  [undefined, { CurrentInstanceCount: 3, CurrentWeight: 2 }],
  [[{ VariantPropertyType: 'DesiredWeight' as const }], { CurrentInstanceCount: 3, CurrentWeight: 1 }],
])('RetainAllVariantProperties keeps counts and weights but those of %j', async (excluded, expected) => {
  const clients = await inService();
  const DesiredWeightsAndCapacities = [{ VariantName: 'AllTraffic', DesiredWeight: 2, DesiredInstanceCount: 3 }];
  const scaling = { EndpointName: 'e', DesiredWeightsAndCapacities };
  await clients.sageMaker.send(new UpdateEndpointWeightsAndCapacitiesCommand(scaling));
  await endpointIn(clients, 'e', 'InService');
  await update(clients, { RetainAllVariantProperties: true, ExcludeRetainedVariantProperties: excluded });
  expect((await endpointIn(clients, 'e', 'InService')).ProductionVariants?.[0]).toMatchObject(expected);
});

test('RetainDeploymentConfig carries the next update out like the last', async () => {
  const clients = await inService({ durations: { deploymentSecond: 0 } });
  await update(clients, { DeploymentConfig: canary });
  await endpointIn(clients, 'e', 'InService');
  await update(clients, { RetainDeploymentConfig: true });
  expect((await endpointIn(clients, 'e', 'InService')).LastDeploymentConfig).toEqual(canary);
});

test('a request that the old fleet has is answered, though the new one takes over', async () => {
  const clients = await inService();
  const slow = invoke(clients, 'e', 'block');
  await update(clients);
  expect((await endpointIn(clients, 'e', 'InService')).EndpointConfigName).toBe('next');
  expect(await slow).toMatchObject({ model: 'first' });
});
