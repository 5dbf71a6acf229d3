import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  DeleteTrainingJobCommand,
  StopTrainingJobCommand,
  waitUntilTrainingJobCompletedOrStopped,
} from '@aws-sdk/client-sagemaker';
import type { Channel } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { bucket, clientsOf, startFixture } from '../../../local-sagemaker.js';
import type { Clients } from '../../../local-sagemaker.js';
import { linesOf, trainingLogs, waitForLine } from '../../../log-lines.js';
import { describeJob, jobIn, startTraining, trainingJob } from '../../../training-requests.js';

async function fixture(): Promise<Clients> {
  return clientsOf((await startFixture()).url);
}

const channel = (S3Uri: string): Channel => ({
  ChannelName: 'training',
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
});

/** Makes the bucket `elsewhere`, in another region. */
const elsewhere = ({ s3 }: Clients): Promise<unknown> =>
  s3.send(
    new CreateBucketCommand({
      Bucket: 'elsewhere',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );

test('a training job passes through its states in order and ends Completed', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('walk', 'train'));
  const { state } = await waitUntilTrainingJobCompletedOrStopped(
    { client: clients.sageMaker, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
    { TrainingJobName: 'walk' },
  );
  const job = await describeJob(clients, 'walk');
  expect(state).toBe('SUCCESS');
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    'Starting',
    'Downloading',
    'Training',
    'Uploading',
    'Completed',
  ]);
});

test('a completed job has its model in S3, under the output path and its own name', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('artifact', 'train'));
  const job = await jobIn(clients, 'artifact', 'Completed');
  expect(job.ModelArtifacts?.S3ModelArtifacts).toBe(`s3://${bucket}/output/artifact/output/model.tar.gz`);
  const object = await clients.s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: 'output/artifact/output/model.tar.gz' }),
  );
  const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
});

test('what the container wrote to output/data becomes output.tar.gz', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('report', 'train'));
  await jobIn(clients, 'report', 'Completed');
  const Key = 'output/report/output/output.tar.gz';
  expect((await clients.s3.send(new HeadObjectCommand({ Bucket: bucket, Key }))).ContentLength).toBeGreaterThan(0);
});

test('an empty model directory makes no object', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('empty', 'no model'));
  expect((await jobIn(clients, 'empty', 'Completed')).ModelArtifacts).toBeUndefined();
});

test('the last value that a metric regex matches is the final metric', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('metric', 'train'));
  const job = await jobIn(clients, 'metric', 'Completed');
  expect(job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value])).toEqual([
    ['validation:accuracy', 0.75],
  ]);
});

test('both outputs of the container are in CloudWatch Logs, in the stream JOB/algo-1-SECONDS', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('logged', 'train'));
  await jobIn(clients, 'logged', 'Completed');
  const query = { logGroupName: trainingLogs, logStreamNamePrefix: 'logged/' };
  const { logStreams } = await clients.logs.send(new DescribeLogStreamsCommand(query));
  expect(logStreams?.map(({ logStreamName }) => logStreamName)).toEqual([
    expect.stringMatching(/^logged\/algo-1-\d{10}$/),
  ]);
  const lines = await linesOf(clients, 'logged');
  expect(lines).toContain('channels training');
  expect(lines).toContain('a warning');
});

test('the text of output/failure is the failure reason, cut at 1024 characters', async () => {
  const clients = await fixture();
  const HyperParameters = { behaviour: 'fail', reason: 'x'.repeat(2000) };
  await startTraining(clients, trainingJob('failing', 'fail', { HyperParameters }));
  const { FailureReason } = await jobIn(clients, 'failing', 'Failed');
  expect(FailureReason).toBe(`AlgorithmError: ${'x'.repeat(1024 - 'AlgorithmError: '.length)}`);
});

test('a container that fails without a word is reported by its exit code', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('exiting', 'exit'));
  expect((await jobIn(clients, 'exiting', 'Failed')).FailureReason).toBe('AlgorithmError: , exit code: 3');
});

test('data that is not there is a ClientError', async () => {
  const clients = await fixture();
  const InputDataConfig = [channel(`s3://${bucket}/nothing/`)];
  await startTraining(clients, trainingJob('dataless', 'train', { InputDataConfig }));
  expect((await jobIn(clients, 'dataless', 'Failed')).FailureReason).toMatch(
    /^ClientError: Data download failed: NoSuchKey/,
  );
});

test.each([
  ['there is no such bucket', 's3://no-such-bucket/out', 'NoSuchBucket'],
  ['the bucket is in another region', 's3://elsewhere/out', 'PermanentRedirect'],
])('a model that can not be uploaded is a ClientError: %s', async (_name, S3OutputPath, reason) => {
  const clients = await fixture();
  await elsewhere(clients);
  await startTraining(clients, trainingJob('lost', 'train', { OutputDataConfig: { S3OutputPath } }));
  const { FailureReason } = await jobIn(clients, 'lost', 'Failed');
  expect(FailureReason).toContain(`ClientError: Artifact upload failed: ${reason}`);
});

test.each([
  ['data', { InputDataConfig: [channel('s3://elsewhere/reviews/')] }],
  ['checkpoints', { CheckpointConfig: { S3Uri: 's3://elsewhere/checkpoints' } }],
])('a job whose %s are in a bucket of another region fails before it trains', async (_name, request) => {
  const clients = await fixture();
  await elsewhere(clients);
  await startTraining(clients, trainingJob('far', 'train', request));
  expect((await jobIn(clients, 'far', 'Failed')).FailureReason).toContain('Data download failed: PermanentRedirect');
});

test('DescribeTrainingJob gives an empty key for output that has none', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('keyless', 'train'));
  const { OutputDataConfig } = await describeJob(clients, 'keyless');
  expect(OutputDataConfig).toEqual({ KmsKeyId: '', S3OutputPath: `s3://${bucket}/output` });
});

test('StopTrainingJob sends SIGTERM, and uploads what the container then saved', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('stopped', 'wait'));
  await waitForLine(clients, 'stopped', 'waiting');
  await clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stopped' }));
  const job = await jobIn(clients, 'stopped', 'Stopped');
  expect(job.SecondaryStatus).toBe('Stopped');
  expect(job.ModelArtifacts?.S3ModelArtifacts).toMatch(/model\.tar\.gz$/);
});

test('a container that ignores SIGTERM is killed after the grace', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('stubborn', 'stubborn'));
  await waitForLine(clients, 'stubborn', 'waiting');
  await clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stubborn' }));
  await waitForLine(clients, 'stubborn', 'not now');
  expect((await jobIn(clients, 'stubborn', 'Stopped')).SecondaryStatus).toBe('Stopped');
});

test('a job over its MaxRuntimeInSeconds ends Stopped, as MaxRuntimeExceeded', async () => {
  const clients = await fixture();
  const StoppingCondition = { MaxRuntimeInSeconds: 1 };
  await startTraining(clients, trainingJob('long', 'wait', { StoppingCondition }));
  const job = await jobIn(clients, 'long', 'Stopped');
  expect(job.SecondaryStatus).toBe('MaxRuntimeExceeded');
});

test('a job that has ended can not be stopped', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('over', 'no model'));
  await jobIn(clients, 'over', 'Completed');
  await expect(clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: 'over' }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'The request was rejected because the training job is in status Completed.',
  });
});

test('the name of a training job is taken for good', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('twice', 'no model'));
  await expect(
    clients.sageMaker.send(new CreateTrainingJobCommand(trainingJob('twice', 'train'))),
  ).rejects.toMatchObject({
    name: 'ResourceInUse',
    message: expect.stringContaining('must be unique within an AWS account and region') as string,
  });
});

test('a job that does not exist is a ValidationException', async () => {
  const { sageMaker } = await fixture();
  await expect(sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'nobody' }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Requested resource not found.',
  });
});

/** Some of what makes a runtime or library load code or files. */
const loaders = [
  'NODE_OPTIONS',
  'node_options',
  'LD_PRELOAD',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'GCONV_PATH',
  'BASH_ENV',
  'Path',
];

test('of the Environment of its job the container sees only what its program reads', async () => {
  const clients = await fixture();
  const Environment = {
    TUNEWRIGHT_SEED: '7',
    ...Object.fromEntries(loaders.map((name) => [name, '/nowhere'])),
  };
  await startTraining(clients, trainingJob('environment', 'environment', { Environment }));
  const line = await waitForLine(clients, 'environment', 'environment ');
  expect(Object.keys(JSON.parse(line.slice('environment '.length)) as object).sort()).toEqual([
    'HOME',
    'PATH',
    'TUNEWRIGHT_ENCODING_CACHE',
    'TUNEWRIGHT_SEED',
  ]);
});

test('a job that has ended can be deleted, and its name be used again', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('deleted', 'no model'));
  await jobIn(clients, 'deleted', 'Completed');
  await clients.sageMaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'deleted' }));
  await expect(describeJob(clients, 'deleted')).rejects.toMatchObject({ message: 'Requested resource not found.' });
  await startTraining(clients, trainingJob('deleted', 'train'));
  expect((await jobIn(clients, 'deleted', 'Completed')).ModelArtifacts).toBeDefined();
});

test('a job in progress can not be deleted', async () => {
  const clients = await fixture();
  await startTraining(clients, trainingJob('busy', 'wait'));
  const call = new DeleteTrainingJobCommand({ TrainingJobName: 'busy' });
  await expect(clients.sageMaker.send(call)).rejects.toMatchObject({ name: 'ResourceInUse' });
});
