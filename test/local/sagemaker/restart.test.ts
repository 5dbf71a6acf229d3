import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  StopTrainingJobCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { identify, isRunning } from '../../../src/local/processes/process-identity.js';
import type { Clients } from './local-sagemaker.js';
import { bucket, clientsOf, shortDurations, startFixture, temporaryDirectory } from './local-sagemaker.js';
import { createConfig, createEndpoint, createModel, endpointIn, invoke } from './hosting-requests.js';
import { describeJob, jobIn, startTraining, trainingJob } from './training-requests.js';
import { waitForLine } from './log-lines.js';

test('a job in progress at the end runs again at the next start, from Downloading', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory });
  await startTraining(clientsOf(first.url), trainingJob('interrupted', 'wait'));
  await jobIn(clientsOf(first.url), 'interrupted', 'Training');
  await first.close();

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  await expect
    .poll(() => historyOf(clients, 'interrupted'))
    .toEqual(['Starting', 'Downloading', 'Training', 'Downloading', 'Training']);
});

test('a job that was stopping at the end is Stopped after the next start', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory });
  const clients = clientsOf(first.url);
  await startTraining(clients, trainingJob('stopping', 'stubborn'));
  await waitForLine(clients, 'stopping', 'waiting');
  await clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stopping' }));
  await first.close();

  const second = clientsOf((await startFixture({ dataDirectory })).url);
  expect((await jobIn(second, 'stopping', 'Stopped')).SecondaryStatus).toBe('Stopped');
});

test('a finished job and its objects are there after a restart', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory });
  await startTraining(clientsOf(first.url), trainingJob('finished', 'train'));
  const before = await jobIn(clientsOf(first.url), 'finished', 'Completed');
  await first.close();

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  const after = await describeJob(clients, 'finished');
  expect({ ...after, $metadata: undefined }).toEqual({ ...before, $metadata: undefined });
  const reviews = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'reviews/data.csv' }));
  expect(await reviews.Body?.transformToString()).toBe('1,good\n0,bad\n');
});

test('the container of a life that was killed is ended before its job runs again', async () => {
  const killed = await startFixture({ dataDirectory: join(temporaryDirectory(), 'killed') });
  const before = clientsOf(killed.url);
  await startTraining(before, trainingJob('orphan', 'wait'));
  const pid = Number((await waitForLine(before, 'orphan', 'waiting ')).split(' ')[1]);
  // Not by its number alone, which another process may have soon after.
  const orphan = await identify(pid);
  if (orphan === undefined) throw new Error('the container does not run');
  // What a kill -9 leaves: the state on disk as it was, and a child that nobody answers for.
  const dataDirectory = temporaryDirectory();
  cpSync(killed.dataDirectory, dataDirectory, { recursive: true });
  rmSync(join(dataDirectory, 'owner.json'));
  const after = clientsOf((await startFixture({ dataDirectory })).url);
  await expect.poll(async () => (await historyOf(after, 'orphan')).length).toBe(5);
  await expect.poll(() => isRunning(orphan)).toBe(false);
});

test('an endpoint in service is in service again after a restart', async () => {
  const { dataDirectory } = await servedBefore('lasting');

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  expect(await invoke(clients, 'lasting', 'hello')).toMatchObject({ text: 'hello', model: 'first' });
});

test('an endpoint in service is not loaded again by restarts, but when it is asked, which does not change it', async () => {
  const { dataDirectory, before } = await servedBefore('asleep');
  await (await startFixture({ dataDirectory })).close();

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  const loads = await loadsOf(clients, 'asleep');
  await invoke(clients, 'asleep', 'hello');
  await expect.poll(() => loadsOf(clients, 'asleep')).toBe(2);
  const after = await endpointIn(clients, 'asleep', 'InService');
  expect([loads, after.LastModifiedTime]).toEqual([1, before.LastModifiedTime]);
});

test('an endpoint that is updated after a restart before anybody asked it serves what it was updated to, once', async () => {
  const { dataDirectory } = await servedBefore('moved');

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  await createModel(clients, 'next', 'weights.txt', 'second');
  await createConfig(clients, 'next', 'next');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'moved', EndpointConfigName: 'next' }));
  await endpointIn(clients, 'moved', 'InService');
  expect(await invoke(clients, 'moved', 'hello')).toMatchObject({ model: 'second' });
  expect(await loadsOf(clients, 'moved', 'second')).toBe(1);
});

test('an endpoint that is updated after a restart serves what it was updated to, though what it served can not be loaded any more', async () => {
  const { dataDirectory } = await servedBefore('spoilt');
  for (const file of readdirSync(join(dataDirectory, 'work'), { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('weights.txt')) rmSync(join(dataDirectory, 'work', file));

  const durations = { ...shortDurations, endpointUpdating: 1_000 };
  const clients = clientsOf((await startFixture({ dataDirectory, durations })).url);
  await createModel(clients, 'next', 'weights.txt', 'second');
  await createConfig(clients, 'next', 'next');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'spoilt', EndpointConfigName: 'next' }));
  await expect(invoke(clients, 'spoilt', 'hello')).rejects.toThrow('not found');
  await endpointIn(clients, 'spoilt', 'Updating');
  const { FailureReason } = await endpointIn(clients, 'spoilt', 'InService');
  expect([FailureReason, await invoke(clients, 'spoilt', 'hello')]).toMatchObject([undefined, { model: 'second' }]);
});

test('an endpoint is not loaded to be given other weights', async () => {
  const { dataDirectory } = await servedBefore('rescaled');

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  const DesiredWeightsAndCapacities = [{ VariantName: 'AllTraffic', DesiredInstanceCount: 2 }];
  await clients.sageMaker.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({ EndpointName: 'rescaled', DesiredWeightsAndCapacities }),
  );
  const { ProductionVariants } = await endpointIn(clients, 'rescaled', 'InService');
  expect([ProductionVariants?.[0]?.CurrentInstanceCount, await loadsOf(clients, 'rescaled')]).toEqual([2, 1]);
});

test('an endpoint that was being created goes on being created', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory, durations: { endpointCreating: 60_000 } });
  await createEndpoint(clientsOf(first.url), 'creating');
  await first.close();

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  await endpointIn(clients, 'creating', 'InService');
  const { EndpointStatus } = await clients.sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'creating' }));
  expect(EndpointStatus).toBe('InService');
});

test('two local SageMakers can not share a data directory', async () => {
  const dataDirectory = temporaryDirectory();
  await startFixture({ dataDirectory });
  await expect(startFixture({ dataDirectory })).rejects.toThrow('is in use by another local SageMaker');
});

/** What a life leaves in which an endpoint came into service, and the endpoint as it was then. */
async function servedBefore(name: string): Promise<{ dataDirectory: string; before: DescribeEndpointOutput }> {
  const dataDirectory = temporaryDirectory();
  const life = await startFixture({ dataDirectory });
  await createEndpoint(clientsOf(life.url), name);
  const before = await endpointIn(clientsOf(life.url), name, 'InService');
  await life.close();
  return { dataDirectory, before };
}

/** How often a container has loaded an endpoint's model, in all lives. */
async function loadsOf({ logs }: Clients, endpoint: string, model = 'first'): Promise<number> {
  const logGroupName = `/aws/sagemaker/Endpoints/${endpoint}`;
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: `loaded ${model}` }));
  return events?.length ?? 0;
}

async function historyOf(clients: Clients, job: string): Promise<(string | undefined)[]> {
  return ((await describeJob(clients, job)).SecondaryStatusTransitions ?? []).map(({ Status }) => Status);
}
