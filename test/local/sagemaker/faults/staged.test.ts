import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DeleteEndpointCommand, StopTrainingJobCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { FaultRule } from '../../../../src/local/sagemaker/index.js';
import { createConfig, createEndpoint, createModel, endpointIn, invoke } from '../hosting-requests.js';
import { bucket, clientsOf, startFixture, temporaryDirectory } from '../local-sagemaker.js';
import type { Clients } from '../local-sagemaker.js';
import { linesOf } from '../log-lines.js';
import { jobIn, startTraining, trainingJob } from '../training-requests.js';

async function withFault(...faults: FaultRule[]): Promise<Clients> {
  return clientsOf((await startFixture({ faults })).url);
}

async function begin(rule: FaultRule, overrides: Partial<CreateTrainingJobRequest> = {}): Promise<Clients> {
  const clients = await withFault(rule);
  await startTraining(clients, trainingJob('staged', 'train', overrides));
  return clients;
}

const training = { fault: 'training', outcome: 'Completed', seconds: 0 } as const;

test('a simulated job says so in its log and in its model', async () => {
  const clients = await begin({ ...training, seconds: 0.1 });
  const job = await jobIn(clients, 'staged', 'Completed');
  expect(job.ModelArtifacts?.S3ModelArtifacts).toBe(`s3://${bucket}/output/staged/output/model.tar.gz`);
  expect((await linesOf(clients, 'staged'))[0]).toMatch(/^SIMULATED TRAINING by the local stand-in .* lasts 0.1 s/);
});

test.each([
  ['AlgorithmError', 'AlgorithmError: simulated failure', ['Starting', 'Downloading', 'Training', 'Failed']],
  [
    'InternalServerError',
    'InternalServerError: We encountered an internal error. Please try again.',
    ['Starting', 'Downloading', 'Training', 'Failed'],
  ],
  [
    'CapacityError',
    'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
    ['Starting', 'Failed'],
  ],
] as const)('%s is how a job can end', async (outcome, reason, states) => {
  const clients = await begin({ ...training, outcome });
  const job = await jobIn(clients, 'staged', 'Failed');
  expect(job.FailureReason).toBe(reason);
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual(states);
});

test('ResourceLimitExceeded refuses the job, and leaves its name free', async () => {
  const clients = await withFault({ ...training, outcome: 'ResourceLimitExceeded', times: 1 });
  await expect(startTraining(clients, trainingJob('staged', 'train'))).rejects.toMatchObject({
    name: 'ResourceLimitExceeded',
    message: expect.stringContaining("limit 'ml.m5.xlarge for training job usage' is 0 Instances") as string,
  });
  await startTraining(clients, trainingJob('staged', 'train'));
});

test('a spot interruption begins the job again, once', async () => {
  const spot = {
    EnableManagedSpotTraining: true,
    StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 90 },
  };
  const clients = await begin({ ...training, outcome: 'spot interruption', seconds: 0.1 }, spot);
  const job = await jobIn(clients, 'staged', 'Completed');
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    ...['Starting', 'Downloading', 'Training', 'Interrupted'],
    ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
  ]);
});

test('a simulated job can be stopped, and be out of time', async () => {
  const clients = await begin({ ...training, seconds: 600 });
  await jobIn(clients, 'staged', 'Training');
  await clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'staged' }));
  expect((await jobIn(clients, 'staged', 'Stopped')).SecondaryStatus).toBe('Stopped');
  const short = trainingJob('short', 'train', { StoppingCondition: { MaxRuntimeInSeconds: 1 } });
  await startTraining(clients, short);
  expect((await jobIn(clients, 'short', 'Stopped')).SecondaryStatus).toBe('MaxRuntimeExceeded');
});

test('a simulated job goes on being simulated after a restart', async () => {
  const dataDirectory = temporaryDirectory();
  const first = await startFixture({ dataDirectory, faults: [{ ...training, seconds: 0.5 }] });
  await startTraining(clientsOf(first.url), trainingJob('staged', 'fail'));
  await jobIn(clientsOf(first.url), 'staged', 'Training');
  await first.close();
  const clients = clientsOf((await startFixture({ dataDirectory })).url);
  await jobIn(clients, 'staged', 'Completed');
  const { Contents } = await clients.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'output/staged/' }));
  expect(Contents).toHaveLength(1);
});

test('a rule for a name leaves other jobs and endpoints alone', async () => {
  const clients = await withFault({ ...training, name: 'other', outcome: 'AlgorithmError' });
  await startTraining(clients, trainingJob('mine', 'train'));
  await jobIn(clients, 'mine', 'Completed');
});

test('the creation of an endpoint can fail', async () => {
  const clients = await withFault({ fault: 'endpoint', on: 'create', outcome: 'fails' });
  await createEndpoint(clients, 'staged');
  expect((await endpointIn(clients, 'staged', 'Failed')).FailureReason).toContain('did not pass the ping health check');
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
