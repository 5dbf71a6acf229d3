import { ActivityCancellationDetails, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { expect, test, vi } from 'vitest';
import { awsError, expired, throttled } from '../../support/aws/errors.js';
import { inTurn, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import { completed, fakeJob, progressOf, silent, training, watch } from '../../support/aws/training-wait.js';

test('a wait that the first look ends sends no heartbeat', async () => {
  const watched = watch(fakeJob(completed), { pollingIntervals: { heartbeat: 5_000 } });
  await watched.result;
  expect(watched.heartbeats).toEqual([]);
});

test('a first look that takes long does not keep the heartbeat from coming', async () => {
  const watched = watch(
    fakeJob(async () => {
      await vi.waitFor(() => expect(watched.heartbeats).not.toEqual([]));
      return completed;
    }),
  );
  await expect(watched.result).resolves.toMatchObject({ status: 'Completed' });
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

test("at the end of an attempt's time the wait is handed over with a benign NotYet", async () => {
  const { result } = watch(fakeJob(training), { pollingIntervals: { attempt: 30 } });
  expect(await failureOf(result)).toMatchObject({
    type: 'NotYet',
    nonRetryable: false,
    category: ApplicationFailureCategory.BENIGN,
  });
});

test('NotYet asks for the next look after the pause that was due', async () => {
  const pollingIntervals = { attempt: 30, shortestPoll: 1_000, longestPoll: 1_000 };
  const failure = await failureOf(watch(fakeJob(training), { pollingIntervals }).result);
  expect(Math.abs(Number(failure.nextRetryDelay) - 1_000)).toBeLessThanOrEqual(200);
});

test('a worker that shuts down hands the wait over with NotYet', async () => {
  const fake = fakeJob(training);
  const watched = watch(fake);
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBeGreaterThan(1);
  watched.environment.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));
  expect((await failureOf(watched.result)).type).toBe('NotYet');
});

test('a cancelled wait ends as cancelled', async () => {
  const fake = fakeJob(training);
  const watched = watch(fake);
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBeGreaterThan(1);
  watched.environment.cancel();
  await expect(watched.result).rejects.toBeInstanceOf(CancelledFailure);
});

test('a cancellation ends a call that hangs', async () => {
  const fake = fakeJob(
    (_input, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(awsError('AbortError', 'Request aborted'))),
      ),
  );
  const watched = watch(fake);
  await expect.poll(() => fake.count('DescribeTrainingJob')).toBe(1);
  watched.environment.cancel();
  await expect(watched.result).rejects.toBeInstanceOf(CancelledFailure);
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

test.each([
  ['a clock that the SDK could not set', awsError('InvalidSignatureException', 'not current'), 'CredentialsUnusable'],
  ['an error that nobody knows', awsError('SomethingNewException', 'oops'), 'RequestRefused'],
  ['a refusal that does not hold', awsError('AccessDeniedException', 'not yet'), 'AccessDenied'],
])('%s does not end the wait and shows as trouble', async (_name, error, type) => {
  const watched = watch(fakeJob(inTurn(error, completed)));
  await watched.result;
  expect(progressOf(watched).map(({ trouble }) => trouble)).toContainEqual(expect.stringMatching(`^${type}: `));
});

test('a refusal that has held ends the wait', async () => {
  const denied = throwing(
    awsError('AccessDeniedException', 'not authorized to perform: sagemaker:DescribeTrainingJob'),
  );
  expect(await failureOf(watch(fakeJob(denied)).result)).toMatchObject({ type: 'AccessDenied', nonRetryable: true });
});

test('the failure of a wait whose time is over tells what kept it from looking', async () => {
  const unknown = throwing(awsError('SomethingNewException', 'oops'));
  const { result } = watch(fakeJob(unknown), { pollingIntervals: { attempt: 30 } });
  expect(await failureOf(result)).toMatchObject({
    type: 'NotYet',
    message: expect.stringContaining('SomethingNewException: oops') as string,
  });
});

test('trouble that is over is no longer shown', async () => {
  const watched = watch(fakeJob(inTurn(throttled(), training, completed)));
  await watched.result;
  expect(progressOf(watched).at(-1)).not.toHaveProperty('trouble');
});

/** Of a job that has completed, and whose classes have names. */
const watchNamed = (fake: ReturnType<typeof fakeJob>) =>
  attempt('watchTrainingJob', { target: planOf(), name: resource, labels: ['negative', 'positive'] }, fake).result;

test('the names of the classes are put beside the artifact', async () => {
  const fake = fakeJob(completed, { ...silent, PutObject: {} });
  expect(await watchNamed(fake)).not.toHaveProperty('labelsFault');
  expect(fake.calls.find(({ operation }) => operation === 'PutObject')?.input).toMatchObject({
    Bucket: 'models',
    Key: 'output/labels.json',
    Body: '["negative","positive"]\n',
  });
});

test('a model whose names may not be put beside it is trained all the same', async () => {
  const PutObject = throwing(awsError('AccessDenied', 'not authorized to perform: s3:PutObject', { status: 403 }));
  expect(await watchNamed(fakeJob(completed, { ...silent, PutObject }))).toMatchObject({
    status: 'Completed',
    labelsFault: expect.stringContaining('s3:PutObject') as string,
  });
});
