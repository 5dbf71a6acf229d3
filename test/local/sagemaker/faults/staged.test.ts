import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { FaultRule } from '../../../../src/local/sagemaker/index.js';
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
const spot = {
  EnableManagedSpotTraining: true,
  StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 90 },
};

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
  await expect(startTraining(clients, trainingJob('staged', 'train'))).resolves.toBeUndefined();
});

test('a spot interruption begins the job again, once', async () => {
  const clients = await begin({ ...training, outcome: 'spot interruption', seconds: 0.1 }, spot);
  const job = await jobIn(clients, 'staged', 'Completed');
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    ...['Starting', 'Downloading', 'Training', 'Interrupted'],
    ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
  ]);
});

test('a spot job that gets no instance is Stopped, without a model', async () => {
  const clients = await begin({ ...training, outcome: 'MaxWaitTimeExceeded' }, spot);
  const job = await jobIn(clients, 'staged', 'Stopped');
  expect([job.SecondaryStatus, job.ModelArtifacts]).toEqual(['MaxWaitTimeExceeded', undefined]);
  expect(job.TrainingStartTime).toBeUndefined();
});

test('a spot job that is not done after MaxWaitTimeInSeconds is Stopped', async () => {
  const StoppingCondition = { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 };
  const limits = { EnableManagedSpotTraining: true, StoppingCondition };
  const clients = await begin({ ...training, outcome: 'MaxWaitTimeExceeded', seconds: 600 }, limits);
  expect((await jobIn(clients, 'staged', 'Stopped')).SecondaryStatus).toBe('MaxWaitTimeExceeded');
});

test('capacity can be short of one instance type only, and there for spot jobs only', async () => {
  const clients = await withFault({
    ...training,
    outcome: 'CapacityError',
    instanceType: 'ml.g5.xlarge',
    spot: true,
    simulated: false,
  });
  const on = (InstanceType: 'ml.g5.xlarge' | 'ml.g5.2xlarge'): Partial<CreateTrainingJobRequest> => ({
    ResourceConfig: { InstanceType, InstanceCount: 1, VolumeSizeInGB: 30 },
  });
  await startTraining(clients, trainingJob('spot', 'train', { ...spot, ...on('ml.g5.xlarge') }));
  await startTraining(clients, trainingJob('larger', 'train', { ...spot, ...on('ml.g5.2xlarge') }));
  await startTraining(clients, trainingJob('on-demand', 'train', on('ml.g5.xlarge')));
  expect((await jobIn(clients, 'spot', 'Failed')).FailureReason).toMatch(/^CapacityError: /);
  await jobIn(clients, 'larger', 'Completed');
  await jobIn(clients, 'on-demand', 'Completed');
});

test.each([
  ['AlgorithmError', 'AlgorithmError: forced failure'],
  ['InternalServerError', 'InternalServerError: We encountered an internal error. Please try again.'],
] as const)('%s can be forced on a job that really trains', async (outcome, reason) => {
  const clients = await begin({ fault: 'training', outcome, simulated: false });
  expect((await jobIn(clients, 'staged', 'Failed')).FailureReason).toBe(reason);
  expect(await linesOf(clients, 'staged')).toContain('channels training');
});

test('a container that really trains is killed after so many seconds', async () => {
  const clients = await withFault({ fault: 'training', outcome: 'AlgorithmError', simulated: false, seconds: 0.3 });
  await startTraining(clients, trainingJob('endless', 'stubborn'));
  expect((await jobIn(clients, 'endless', 'Failed')).FailureReason).toBe('AlgorithmError: forced failure');
});

test('a job that really trains begins again after a spot interruption', async () => {
  const clients = await begin({ fault: 'training', outcome: 'spot interruption', simulated: false }, spot);
  const job = await jobIn(clients, 'staged', 'Completed');
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toContain('Interrupted');
  expect(job.FinalMetricDataList?.[0]?.Value).toBe(0.75);
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
  expect((await jobIn(clients, 'mine', 'Completed')).FailureReason).toBeUndefined();
});
