import { ActivityCancellationDetails, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { expect, test, vi } from 'vitest';
import type { TrainingProgress } from '../../src/contract/status.js';
import { awsError, expired, noLogsYet, noSuchJob, throttled } from '../support/aws/errors.js';
import type { Answers, FakeAws } from '../support/aws/fake-aws.js';
import { fakeAws, inTurn, throwing } from '../support/aws/fake-aws.js';
import { planOf, resource } from '../support/aws/plan.js';
import type { Attempt } from '../support/aws/run-activity.js';
import { attempt, failureOf } from '../support/aws/run-activity.js';

const training = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Training' };
const completed = {
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  ModelArtifacts: { S3ModelArtifacts: 's3://models/output/model.tar.gz' },
  FinalMetricDataList: [{ MetricName: 'validation:accuracy', Value: 0.91 }],
  BillableTimeInSeconds: 120,
};
const silent: Answers = { DescribeLogStreams: throwing(noLogsYet()) };

const fakeJob = (describe: unknown, logs: Answers = silent): FakeAws =>
  fakeAws({
    ...logs,
    DescribeTrainingJob: typeof describe === 'function' ? (describe as () => unknown) : (describe as object),
  });

const watch = (fake: FakeAws, options?: Parameters<typeof attempt>[3]): Attempt<'watchTrainingJob'> =>
  attempt('watchTrainingJob', { plan: planOf(), name: resource }, fake, options);

interface Heartbeat {
  progress: TrainingProgress;
  position: { stream?: string; token?: string };
}
const progressOf = ({ heartbeats }: Attempt<'watchTrainingJob'>): TrainingProgress[] =>
  (heartbeats as Heartbeat[]).map(({ progress }) => progress);

/** One stream whose pages follow one another by token. */
function logOf(...pages: string[][]): Answers {
  return {
    DescribeLogStreams: { logStreams: [{ logStreamName: `${resource}/algo-1-1` }] },
    GetLogEvents: ({ nextToken }) => {
      const page = Number(nextToken ?? 0);
      return {
        events: (pages[page] ?? []).map((message) => ({ message })),
        nextForwardToken: String(Math.min(page + 1, pages.length)),
      };
    },
  };
}

test('a completed job gives its artifact, metrics and billed time', async () => {
  expect(await watch(fakeJob(completed)).result).toEqual({
    name: resource,
    status: 'Completed',
    modelArtifact: 's3://models/output/model.tar.gz',
    metrics: { 'validation:accuracy': 0.91 },
    epochs: [],
    billableTimeInSeconds: 120,
  });
});

test('where SageMaker does not tell the artifact, its place follows from the request', async () => {
  const { modelArtifact } = await watch(fakeJob({ TrainingJobStatus: 'Completed' })).result;
  expect(modelArtifact).toBe(`s3://models/output/${resource}/output/model.tar.gz`);
});

test('the first heartbeat comes before the first look', async () => {
  let heartbeatsAtFirstLook: number | undefined;
  const watched = watch(
    fakeJob(() => {
      heartbeatsAtFirstLook ??= watched.heartbeats.length;
      return completed;
    }),
  );
  await watched.result;
  expect(heartbeatsAtFirstLook).toBe(1);
});

test('heartbeats tell the secondary status and its message', async () => {
  const downloading = {
    TrainingJobStatus: 'InProgress',
    SecondaryStatus: 'Downloading',
    SecondaryStatusTransitions: [{ Status: 'Downloading', StatusMessage: 'Downloading input data' }],
  };
  const watched = watch(fakeJob(inTurn(downloading, completed)));
  await watched.result;
  expect(progressOf(watched)).toContainEqual(
    expect.objectContaining({ secondaryStatus: 'Downloading', statusMessage: 'Downloading input data' }),
  );
});

test('heartbeats tell the epochs of the log as they come', async () => {
  const log = logOf(['Epoch 1/2, loss=0.7'], ['Epoch 2/2, loss=0.5']);
  const watched = watch(fakeJob(inTurn(training, training, completed), log));
  await watched.result;
  expect(progressOf(watched).map(({ epochs }) => epochs.length)).toEqual(expect.arrayContaining([0, 1, 2]));
});

test('the result holds the epochs', async () => {
  const { epochs } = await watch(fakeJob(completed, logOf(['Epoch 1/1, loss=0.7, accuracy=0.6']))).result;
  expect(epochs).toEqual([{ epoch: 1, epochs: 1, loss: 0.7, accuracy: 0.6 }]);
});

test.each(['x', '映', '\u001b'])(
  'a heartbeat stays below 16 KB however long the log lines of "%s" are',
  async (character) => {
    const lines = Array.from(
      { length: 200 },
      (_, i) => `Epoch ${i + 1}/200, loss=0.71234567 ${character.repeat(5_000)}`,
    );
    const watched = watch(fakeJob(inTurn(training, completed), logOf(lines)));
    await watched.result;
    expect(Buffer.byteLength(JSON.stringify(watched.heartbeats.at(-1)))).toBeLessThan(16_384);
  },
);

test('a job without a log group is watched all the same', async () => {
  await expect(watch(fakeJob(completed, silent)).result).resolves.toMatchObject({ status: 'Completed' });
});

test('a log that may not be read does not end the wait', async () => {
  const refused: Answers = { DescribeLogStreams: throwing(awsError('AccessDeniedException', 'not authorized')) };
  await expect(watch(fakeJob(completed, refused)).result).resolves.toMatchObject({ status: 'Completed' });
});

test('a later attempt goes on with the epochs of an earlier one', async () => {
  const progress = { trainingJobName: resource, status: 'InProgress', secondaryStatus: 'Training', logTail: [] };
  const heartbeatDetails = { progress: { ...progress, epochs: [{ epoch: 1, epochs: 2, loss: 0.7 }] }, position: {} };
  const fake = fakeJob(completed, logOf(['Epoch 2/2, loss=0.5']));
  const { epochs } = await watch(fake, { info: { heartbeatDetails } }).result;
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
});

test('a later attempt goes on in the log where an earlier one stopped', async () => {
  const position = { stream: `${resource}/algo-1-1`, token: '1' };
  const progress = {
    trainingJobName: resource,
    status: 'InProgress',
    secondaryStatus: 'Training',
    epochs: [],
    logTail: [],
  };
  const fake = fakeJob(completed, logOf(['Epoch 1/2, loss=0.7'], ['Epoch 2/2, loss=0.5']));
  const { epochs } = await watch(fake, { info: { heartbeatDetails: { progress, position } } }).result;
  expect(epochs.map(({ epoch }) => epoch)).toEqual([2]);
});

test("at the end of an attempt's time the wait is handed over with a benign NotYet", async () => {
  const { result } = watch(fakeJob(training), { pace: { attempt: 30 } });
  expect(await failureOf(result)).toMatchObject({
    type: 'NotYet',
    nonRetryable: false,
    category: ApplicationFailureCategory.BENIGN,
  });
});

test('NotYet asks for the next look after the pause that was due', async () => {
  const pace = { attempt: 30, shortestPoll: 1_000, longestPoll: 1_000 };
  const { nextRetryDelay } = await failureOf(watch(fakeJob(training), { pace }).result);
  expect(nextRetryDelay).toBeGreaterThanOrEqual(800);
  expect(nextRetryDelay).toBeLessThanOrEqual(1_200);
});

test('a worker that shuts down hands the wait over with NotYet', async () => {
  const fake = fakeJob(training);
  const watched = watch(fake);
  await vi.waitFor(() => expect(fake.count('DescribeTrainingJob')).toBeGreaterThan(1));
  watched.environment.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));
  expect((await failureOf(watched.result)).type).toBe('NotYet');
});

test('a cancelled wait ends as cancelled', async () => {
  const fake = fakeJob(training);
  const watched = watch(fake);
  await vi.waitFor(() => expect(fake.count('DescribeTrainingJob')).toBeGreaterThan(1));
  watched.environment.cancel();
  await expect(watched.result).rejects.toBeInstanceOf(CancelledFailure);
});

test('a cancellation ends a call that hangs', async () => {
  const fake = fakeJob(
    (_input: unknown, signal: AbortSignal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(awsError('AbortError', 'Request aborted'))),
      ),
  );
  const watched = watch(fake);
  await vi.waitFor(() => expect(fake.count('DescribeTrainingJob')).toBe(1));
  watched.environment.cancel();
  await expect(watched.result).rejects.toBeInstanceOf(CancelledFailure);
});

test.each([
  ['Failed', 'Failed', 'TrainingJobFailed'],
  ['Stopped', 'Stopped', 'TrainingJobStopped'],
  ['Stopped', 'MaxRuntimeExceeded', 'MaxRuntimeExceeded'],
  ['Stopped', 'MaxWaitTimeExceeded', 'MaxRuntimeExceeded'],
])('a job that ended as %s (%s) fails with %s and is not watched again', async (status, secondary, type) => {
  const failure = await failureOf(watch(fakeJob({ TrainingJobStatus: status, SecondaryStatus: secondary })).result);
  expect(failure).toMatchObject({ type, nonRetryable: true });
});

test.each(['Deleting', 'Reticulating', undefined])('in the status %s the wait goes on', async (TrainingJobStatus) => {
  const fake = fakeJob(inTurn({ TrainingJobStatus, SecondaryStatus: 'Rebooting' }, completed));
  await expect(watch(fake).result).resolves.toMatchObject({ status: 'Completed' });
});

test("a failed job's failure tells SageMaker's reason", async () => {
  const FailureReason = 'AlgorithmError: , exit code: 1';
  const failure = await failureOf(watch(fakeJob({ TrainingJobStatus: 'Failed', FailureReason })).result);
  expect(failure.message).toContain(FailureReason);
});

test("a failed job's failure carries the end of its log", async () => {
  const fake = fakeJob({ TrainingJobStatus: 'Failed' }, logOf(['Traceback', 'ValueError: bad shape']));
  const failure = await failureOf(watch(fake).result);
  expect(failure.details).toEqual([{ logTail: ['Traceback', 'ValueError: bad shape'] }]);
});

test.each([
  ['throttling', throttled(), 'ServiceUnavailable'],
  ['expired credentials', expired(), 'CredentialsUnusable'],
  ['a 500', awsError('InternalFailure', 'oops', { status: 500 }), 'ServiceUnavailable'],
  [
    'a broken connection',
    awsError('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED', status: 0 }),
    'ServiceUnavailable',
  ],
])('%s does not end the wait and shows as trouble', async (_name, error, type) => {
  const watched = watch(fakeJob(inTurn(error, error, completed)));
  await watched.result;
  expect(progressOf(watched).map(({ trouble }) => trouble)).toContainEqual(expect.stringMatching(`^${type}: `));
});

test('trouble that is over is no longer shown', async () => {
  const watched = watch(fakeJob(inTurn(throttled(), training, completed)));
  await watched.result;
  expect(progressOf(watched).at(-1)).not.toHaveProperty('trouble');
});

test('a job that is gone ends the wait', async () => {
  expect(await failureOf(watch(fakeJob(throwing(noSuchJob()))).result)).toMatchObject({
    type: 'RequestRefused',
    nonRetryable: true,
  });
});

test('with credentials of another account nothing is looked at', async () => {
  const fake = fakeAws({}, { account: '999999999999', local: false });
  const failure = await failureOf(watch(fake).result);
  expect([failure.type, fake.calls]).toEqual(['WrongAccount', []]);
});
