import { expect, test } from 'vitest';
import { RateLimitWaitError } from '../../../src/aws/index.js';
import type { Plan } from '../../../src/contract/run/plan.js';
import { earlierTrainingTags, trainingRequest } from '../../../src/plan/index.js';
import type { Tag } from '../../../src/plan/index.js';
import { expired, jobExists, quotaReached, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, tagged, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource, secondAttempt } from '../../support/aws/plan.js';
import type { Attempt } from '../../support/aws/run-activity.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const scheduled = new Date('2026-05-01T12:00:00Z');
const before = new Date('2026-05-01T11:00:00Z');
const after = new Date('2026-05-01T12:00:05Z');

const unchanged = { ETag: '"e1"', ContentLength: 400 };
const ownTags = (): Tag[] => trainingRequest(planOf(), { rung: 0, attempt: 1 }).Tags;

const fakeSageMaker = (answers: Answers): FakeAws =>
  fakeAws({ HeadObject: unchanged, CreateTrainingJob: {}, ListTags: tagged(ownTags()), ...answers });

const start = (fake: FakeAws): Attempt<'startTrainingJob'>['result'] =>
  attempt('startTrainingJob', { target: planOf(), rung: 0, attempt: 1 }, fake, {
    info: { scheduledTimestampMs: scheduled.getTime() },
  }).result;

/** A job of the first attempt's name that exists already. */
const existing = (status: string, created: Date, tags = ownTags()): Answers => ({
  CreateTrainingJob: inTurn(jobExists(), {}),
  DescribeTrainingJob: { TrainingJobArn: 'arn:job', TrainingJobStatus: status, CreationTime: created },
  ListTags: tagged(tags),
});

test('it creates the job that the plan describes', async () => {
  const fake = fakeSageMaker({});
  await start(fake);
  expect(fake.calls.find(({ operation }) => operation === 'CreateTrainingJob')?.input).toEqual(
    trainingRequest(planOf(), { rung: 0, attempt: 1 }),
  );
});

test("it answers with the job's name and attempt", async () => {
  expect(await start(fakeSageMaker({}))).toEqual({ name: resource, attempt: 1 });
});

test.each(['InProgress', 'Completed', 'Stopping'])(
  'a job that is there, ours, equal and %s is adopted',
  async (status) => {
    const fake = fakeSageMaker(existing(status, before));
    expect(await start(fake)).toEqual({ name: resource, attempt: 1 });
  },
);

test('a job that failed since this activity was scheduled is adopted, so that its failure is told', async () => {
  expect(await start(fakeSageMaker(existing('Failed', after)))).toEqual({ name: resource, attempt: 1 });
});

test.each(['Failed', 'Stopped'])('after a job of an earlier life that is %s comes the next attempt', async (status) => {
  expect(await start(fakeSageMaker(existing(status, before)))).toEqual({ name: secondAttempt, attempt: 2 });
});

const twoRungs = (): Plan => {
  const plan = planOf();
  const [rung] = plan.training.rungs;
  return { ...plan, training: { ...plan.training, rungs: [rung!, { ...rung!, instanceType: 'ml.p3.2xlarge' }] } };
};

test('a later attempt asks for the instance type of its rung, under a name of its own', async () => {
  const fake = fakeSageMaker({});
  await attempt('startTrainingJob', { target: twoRungs(), rung: 1, attempt: 2 }, fake).result;
  expect(fake.calls.find(({ operation }) => operation === 'CreateTrainingJob')?.input).toMatchObject({
    TrainingJobName: secondAttempt,
    ResourceConfig: { InstanceType: 'ml.p3.2xlarge' },
  });
});

test('a rung that the plan does not have is a fault of the code, not of the request', async () => {
  const { result } = attempt('startTrainingJob', { target: planOf(), rung: 1, attempt: 1 }, fakeSageMaker({}));
  await expect(result).rejects.toBeInstanceOf(RangeError);
});

test('a job that an earlier life started on another rung is adopted', async () => {
  const target = twoRungs();
  const fake = fakeSageMaker(existing('Completed', before, trainingRequest(target, { rung: 1, attempt: 1 }).Tags));
  expect(await attempt('startTrainingJob', { target, rung: 0, attempt: 1 }, fake).result).toEqual({
    name: resource,
    attempt: 1,
  });
});

test('a job of another run is refused', async () => {
  const foreign = ownTags().map(({ Key, Value }) => ({ Key, Value: Key === 'tunewright:run' ? 'other' : Value }));
  expect((await failureOf(start(fakeSageMaker(existing('InProgress', before, foreign))))).type).toBe('NameTaken');
});

const unequal = (): Tag[] =>
  ownTags().map(({ Key, Value }) => ({ Key, Value: Key === 'tunewright:request' ? '0' : Value }));
const ofOlderVersion = (): Tag[] =>
  earlierTrainingTags(planOf(), { rung: 0, attempt: 1 }).filter(({ Key }) => Key !== 'tunewright:execution');

test('a job of this run that trains on data that was mended in place since is not adopted', async () => {
  const { dataset } = planOf();
  const onOlderRows = planOf({ dataset: { ...dataset, etag: '"e0"' } });
  const { Tags } = trainingRequest(onOlderRows, { rung: 0, attempt: 1 });
  expect(await start(fakeSageMaker(existing('Completed', before, Tags)))).toEqual({ name: secondAttempt, attempt: 2 });
});

test('a job of this run that was made for another request and goes on is stopped, and the next attempt starts', async () => {
  const fake = fakeSageMaker({ ...existing('InProgress', before, unequal()), StopTrainingJob: {} });
  expect([await start(fake), fake.count('StopTrainingJob')]).toEqual([{ name: secondAttempt, attempt: 2 }, 1]);
});

/** As SageMaker describes the job of the plan, with what it says of members that were left out. */
const described = (): object => {
  const { Tags: _, ...body } = trainingRequest(planOf(), { rung: 0, attempt: 1 });
  return {
    ...{ ...body, TrainingJobArn: 'arn:job', TrainingJobStatus: 'Completed', CreationTime: before },
    AlgorithmSpecification: { ...body.AlgorithmSpecification, EnableSageMakerMetricsTimeSeries: true },
    OutputDataConfig: { KmsKeyId: '', CompressionType: 'GZIP', ...body.OutputDataConfig },
    ProfilerConfig: { DisableProfiler: false },
    EnableNetworkIsolation: false,
    RemoteDebugConfig: { EnableRemoteDebug: false },
  };
};

test('a job that SageMaker describes as it was to be is adopted', async () => {
  const fake = fakeSageMaker({ ...existing('Completed', before), DescribeTrainingJob: described() });
  expect(await start(fake)).toEqual({ name: resource, attempt: 1 });
});

test.each([
  { RoleArn: 'arn:another' },
  { HyperParameters: { sagemaker_submit_directory: '"s3://strangers/code.tar.gz"' } },
  { HyperParameters: { sagemaker_requirements: '"s3://strangers/requirements.txt"' } },
  { Environment: { PYTHONPATH: '/opt/ml/input/data/training' } },
  { AlgorithmSpecification: { ContainerEntrypoint: ['sh'] } },
  { DebugRuleConfigurations: [{ RuleEvaluatorImage: 'strangers/image' }] },
  { RemoteDebugConfig: { EnableRemoteDebug: true } },
  { CheckpointConfig: { S3Uri: 's3://strangers/' } },
  { VpcConfig: { Subnets: ['subnet-of-strangers'], SecurityGroupIds: ['sg'] } },
])('a job that bears the tags of this one and is another is not adopted: %j', async (other) => {
  const job = { TrainingJobArn: 'arn:job', TrainingJobStatus: 'Completed', ...other };
  const fake = fakeSageMaker({ ...existing('Completed', before), DescribeTrainingJob: job });
  expect(await start(fake)).toEqual({ name: secondAttempt, attempt: 2 });
});

test('a job of another execution of the same id is refused', async () => {
  const foreign = ownTags().map(({ Key, Value }) => ({ Key, Value: Key === 'tunewright:execution' ? '0' : Value }));
  expect((await failureOf(start(fakeSageMaker(existing('InProgress', before, foreign))))).type).toBe('NameTaken');
});

test('a job that an older version started is adopted', async () => {
  expect(await start(fakeSageMaker(existing('InProgress', before, ofOlderVersion())))).toEqual({
    name: resource,
    attempt: 1,
  });
});

test('a job without tags is refused', async () => {
  expect((await failureOf(start(fakeSageMaker(existing('InProgress', before, []))))).type).toBe('NameTaken');
});

test.each([
  ['has changed', { ETag: '"e2"', ContentLength: 400 }],
  ['is gone', throwing(Object.assign(new Error('no such key'), { name: 'NotFound' }))],
])('data that %s since it was checked is refused and nothing is created', async (_name, head) => {
  const fake = fakeSageMaker({ HeadObject: head });
  const { type } = await failureOf(start(fake));
  expect([type, fake.count('CreateTrainingJob')]).toEqual(['DataChanged', 0]);
});

test('validation data or an earlier model that has changed since the plan is refused, and nothing is created', async () => {
  const HeadObject = ({ Key }: Record<string, unknown>) => ({ ETag: Key === 'held-out/data.csv' ? '"new"' : '"e1"' });
  const fake = fakeSageMaker({ HeadObject });
  const file = { what: 'validation data', uri: 's3://reviews/held-out/data.csv', etag: '"old"', bytes: 4 } as const;
  const { training, ...rest } = planOf();
  const reading = { ...rest, training: { ...training, inputs: [file] } };
  const { type, message } = await failureOf(
    attempt('startTrainingJob', { target: reading, rung: 0, attempt: 1 }, fake).result,
  );
  expect([type, message, fake.count('CreateTrainingJob')]).toEqual([
    'DataChanged',
    expect.stringContaining('held-out/data.csv has changed'),
    0,
  ]);
});

test('the data that is compared is the data.csv under the prefix', async () => {
  const fake = fakeSageMaker({});
  await start(fake);
  expect(fake.calls[0]).toEqual({ operation: 'HeadObject', input: { Bucket: 'reviews', Key: 'train/data.csv' } });
});

test('with credentials of another account nothing is created', async () => {
  const fake = fakeAws({}, { account: '999999999999', local: false });
  const { type, nonRetryable } = await failureOf(start(fake));
  expect([type, nonRetryable, fake.calls]).toEqual(['WrongAccount', false, []]);
});

test.each([
  ['throttling', throttled(), 'ServiceUnavailable', false],
  ['expired credentials', expired(), 'CredentialsUnusable', false],
  ['a quota', quotaReached(), 'QuotaExceeded', true],
])('%s fails with its kind of the catalogue', async (_name, error, type, nonRetryable) => {
  const failure = await failureOf(start(fakeSageMaker({ CreateTrainingJob: throwing(error) })));
  expect(failure).toMatchObject({ type, nonRetryable });
});

test('the next attempt of the activity does not ask again for the jobs of earlier lives that were passed', async () => {
  const fake = fakeSageMaker({});
  const info = { scheduledTimestampMs: scheduled.getTime(), heartbeatDetails: { next: 4 } };
  const { result } = attempt('startTrainingJob', { target: planOf(), rung: 0, attempt: 1 }, fake, { info });
  expect([(await result).attempt, fake.count('CreateTrainingJob')]).toEqual([4, 1]);
});

test('sixty failed runs that are reset together start with two turns each, though turns come slower than attempts last', async () => {
  const pace = 5;
  // As 24 s are to a turn a second.
  const patience = 24 * pace;
  let turnsTaken = 0;
  let free = performance.now();
  const turn = async (): Promise<void> => {
    const wait = free - performance.now();
    if (wait > patience) {
      await new Promise((resolve) => setTimeout(resolve, patience));
      throw new RateLimitWaitError('CreateTrainingJob', 1, {});
    }
    free = Math.max(free, performance.now()) + pace;
    await new Promise((resolve) => setTimeout(resolve, Math.max(wait, 0)));
    turnsTaken += 1;
  };
  const startOf = async (index: number): Promise<number> => {
    const target = planOf({
      run: { workflowId: `reset-${index}`, firstExecutionRunId: '00000000-0000-0000-0000-00abcdef0123' },
    });
    const { TrainingJobName: failed, Tags } = trainingRequest(target, { rung: 0, attempt: 1 });
    const fake = fakeSageMaker({
      ...existing('Failed', before, Tags),
      CreateTrainingJob: async ({ TrainingJobName }) => {
        await turn();
        if (TrainingJobName === failed) throw jobExists();
        return {};
      },
    });
    for (let heartbeatDetails: unknown; ;) {
      const info = { scheduledTimestampMs: scheduled.getTime(), heartbeatDetails };
      const { result, heartbeats } = attempt('startTrainingJob', { target, rung: 0, attempt: 1 }, fake, { info });
      const started = await result.catch(() => null);
      if (started !== null) return started.attempt;
      heartbeatDetails = heartbeats.at(-1) ?? heartbeatDetails;
    }
  };
  const attempts = await Promise.all(Array.from({ length: 60 }, (_, index) => startOf(index)));
  expect(attempts).toEqual(attempts.map(() => 2));
  expect(turnsTaken).toBe(120);
});
