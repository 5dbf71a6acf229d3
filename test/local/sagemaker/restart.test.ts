import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeEndpointCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { identify, isRunning } from '../../../src/local/processes/process-identity.js';
import type { Clients } from './local-sagemaker.js';
import { bucket, clientsOf, startFixture, temporaryDirectory } from './local-sagemaker.js';
import { createEndpoint, endpointIn, invoke } from './hosting-requests.js';
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
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory });
  await createEndpoint(clientsOf(first.url), 'lasting');
  await endpointIn(clientsOf(first.url), 'lasting', 'InService');
  await first.close();

  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  expect(await invoke(clients, 'lasting', 'hello')).toMatchObject({ text: 'hello', model: 'first' });
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

async function historyOf(clients: Clients, job: string): Promise<(string | undefined)[]> {
  return ((await describeJob(clients, job)).SecondaryStatusTransitions ?? []).map(({ Status }) => Status);
}
