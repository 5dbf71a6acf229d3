import { DescribeLogStreamsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { expect, test, vi } from 'vitest';
import type { FaultRule } from '../../../../src/local/sagemaker/index.js';
import { createConfig, createEndpoint, createModel, endpointIn, invoke } from '../hosting-requests.js';
import { clientsOf, startFixture } from '../local-sagemaker.js';
import type { Clients } from '../local-sagemaker.js';

const noCapacity = 'Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error.';

async function withFault(...faults: FaultRule[]): Promise<Clients> {
  return clientsOf((await startFixture({ faults })).url);
}

test('the creation of an endpoint can fail', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'fails' });
  await createEndpoint(clients, 'staged');
  expect((await endpointIn(clients, 'staged', 'Failed')).FailureReason).toContain('did not pass the ping health check');
});

test('an endpoint that is made to fail leaves the last words of its container in its log group', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'fails' });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'Failed');
  const { events } = await clients.logs.send(
    new FilterLogEventsCommand({ logGroupName: '/aws/sagemaker/Endpoints/staged' }),
  );
  expect(events?.map(({ message }) => message)).toContainEqual(expect.stringContaining('SIMULATED FAILURE'));
});

test('an endpoint that got no instance has written nothing', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'InsufficientInstanceCapacity' });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'Failed');
  const events = new FilterLogEventsCommand({ logGroupName: '/aws/sagemaker/Endpoints/staged' });
  await expect(clients.logs.send(events)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an endpoint made again under its name has a log stream of its own', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'fails', times: 1 });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'Failed');
  await clients.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'staged' }));
  const again = new CreateEndpointCommand({ EndpointName: 'staged', EndpointConfigName: 'staged' });
  await vi.waitFor(() => clients.sageMaker.send(again), { timeout: 10_000, interval: 25 });
  await endpointIn(clients, 'staged', 'InService');
  const streams = new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/Endpoints/staged' });
  expect((await clients.logs.send(streams)).logStreams).toHaveLength(2);
});

test('the creation of an endpoint can hang, and fail only then', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'hangs', seconds: 0.5 });
  await createEndpoint(clients, 'staged');
  const deletion = new DeleteEndpointCommand({ EndpointName: 'staged' });
  await expect(clients.sageMaker.send(deletion)).rejects.toThrow('Cannot update in-progress endpoint');
  await endpointIn(clients, 'staged', 'Failed');
});

test('a server with an endpoint that hangs for ever can be ended', async () => {
  const server = await startFixture({ faults: [{ fault: 'endpoint', on: 'create', outcome: 'hangs' }] });
  await createEndpoint(clientsOf(server.url), 'staged');
  await expect(server.close()).resolves.toBeUndefined();
});

test('a silent rollback leaves the old config in service, and no reason', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'update', outcome: 'rolls back' });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'InService');
  await createModel(clients, 'second', 'weights.txt', 'second');
  await createConfig(clients, 'second', 'second');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'staged', EndpointConfigName: 'second' }));
  const endpoint = await endpointIn(clients, 'staged', 'InService');
  expect([endpoint.EndpointConfigName, endpoint.FailureReason]).toEqual(['staged', undefined]);
  expect(await invoke(clients, 'staged', 'hello')).toMatchObject({ model: 'first' });
});

test('capacity for an endpoint can be short of one instance type only', async () => {
  const fault = { fault: 'endpoint', on: 'create', outcome: 'InsufficientInstanceCapacity' } as const;
  const clients = await withFault({ ...fault, instanceType: 'ml.g5.xlarge' });
  await createEndpoint(clients, 'plain');
  await createConfig(clients, 'gpu', 'plain', 'ml.g5.xlarge');
  await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: 'gpu', EndpointConfigName: 'gpu' }));
  expect((await endpointIn(clients, 'gpu', 'Failed')).FailureReason).toContain(noCapacity);
  await endpointIn(clients, 'plain', 'InService');
});

test('an update without capacity leaves the old config in service, and says why', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'update', outcome: 'InsufficientInstanceCapacity' });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'InService');
  await createConfig(clients, 'second', 'staged');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'staged', EndpointConfigName: 'second' }));
  const endpoint = await endpointIn(clients, 'staged', 'InService');
  expect([endpoint.EndpointConfigName, endpoint.FailureReason]).toEqual([
    'staged',
    expect.stringContaining(noCapacity),
  ]);
});

test('CreateEndpoint can be refused for a limit, and the name stays free', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'ResourceLimitExceeded', times: 1 });
  await expect(createEndpoint(clients, 'staged')).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message: expect.stringContaining("limit 'ml.m5.xlarge for endpoint usage' is 0 Instances") as string,
  });
  await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: 'staged', EndpointConfigName: 'staged' }));
});

test('CreateEndpointConfig can be refused for the limit of an instance type', async () => {
  const fault = { fault: 'endpoint', on: 'config', outcome: 'ResourceLimitExceeded' } as const;
  const clients = await withFault({ ...fault, instanceType: 'ml.g5.xlarge' });
  await createModel(clients, 'm', 'weights.txt', 'first');
  await createConfig(clients, 'plain', 'm');
  await expect(createConfig(clients, 'gpu', 'm', 'ml.g5.xlarge')).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message: expect.stringContaining("limit 'ml.g5.xlarge for endpoint usage' is 0 Instances") as string,
  });
});

test('UpdateEndpoint can be refused for a limit, and the endpoint stays in service', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'update', outcome: 'ResourceLimitExceeded' });
  await createEndpoint(clients, 'staged');
  await endpointIn(clients, 'staged', 'InService');
  await createConfig(clients, 'second', 'staged');
  const update = new UpdateEndpointCommand({ EndpointName: 'staged', EndpointConfigName: 'second' });
  await expect(clients.sageMaker.send(update)).rejects.toMatchObject({ name: 'ResourceLimitExceeded' });
  const { EndpointStatus } = await clients.sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'staged' }));
  expect(EndpointStatus).toBe('InService');
});
