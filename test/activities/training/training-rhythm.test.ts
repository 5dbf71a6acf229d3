import { expect, test, vi } from 'vitest';
import type { PollingIntervals } from '../../../src/activities/index.js';
import { inTurn } from '../../support/aws/fake-aws.js';
import { resource } from '../../support/aws/plan.js';
import { completed, fakeJob, logOf, silent, training, watch } from '../../support/aws/training-wait.js';

const starting = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting' };
const uploading = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Uploading' };

/** Looks that only a hint, or the end of the test, can bring about. */
const never: Partial<PollingIntervals> = { longestPoll: 600_000, longestWithLog: 600_000, attempt: 3_600_000 };

test("the container's last words call for a look at once", async () => {
  const log = logOf(['Epoch 1/1 - loss: 0.6'], [], ['INFO     Reporting training SUCCESS']);
  const fake = fakeJob(inTurn(training, completed), log);
  await watch(fake, { pollingIntervals: never }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(2);
});

test("the log's first lines call for a look at once", async () => {
  const log = logOf([], ['Epoch 1/1 - loss: 0.6']);
  const withoutStream = { logStreams: [] };
  const withStream = log['DescribeLogStreams'];
  const fake = fakeJob(inTurn(starting, completed), {
    ...log,
    DescribeLogStreams: inTurn(withoutStream, withoutStream, withStream),
    GetLogEvents: { events: [{ message: 'Epoch 1/1 - loss: 0.6' }], nextForwardToken: '1' },
  });
  await watch(fake, { pollingIntervals: never }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(2);
});

test('an end that is listed while the log is read calls for a look at once', async () => {
  let lists = 0;
  let readings = 0;
  const listed = (TrainingJobStatus: string, LastModifiedTime: Date): object => ({
    TrainingJobSummaries: [
      { TrainingJobName: resource, CreationTime: new Date(1_000), LastModifiedTime, TrainingJobStatus },
    ],
  });
  const fake = fakeJob(inTurn({ ...training, LastModifiedTime: new Date(2_000) }, completed), {
    ListTrainingJobs: () => {
      lists += 1;
      return readings > 1 ? listed('Completed', new Date(9_000)) : listed('InProgress', new Date(2_000));
    },
    DescribeLogStreams: async () => {
      const begun = lists;
      // The first reading is part of a look.
      if (++readings === 2) await vi.waitUntil(() => lists > begun + 2, { interval: 1 });
      return { logStreams: [] };
    },
  });
  await watch(fake, { pollingIntervals: { ...never, shortestList: 2, longestList: 5, log: 5 } }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(2);
});

test('looks are dense while the list shows an end that a look does not yet', async () => {
  const ended = {
    TrainingJobSummaries: [
      { TrainingJobName: resource, CreationTime: new Date(1_000), TrainingJobStatus: 'Completed' },
    ],
  };
  const fake = fakeJob(inTurn(training, training, completed), { ...silent, ListTrainingJobs: ended });
  await watch(fake, { pollingIntervals: never }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(3);
});

test('other lines call for none', async () => {
  const pages = Array.from({ length: 6 }, (_, epoch) => [`Epoch ${epoch + 1}/6 - loss: 0.6`]);
  const fake = fakeJob(inTurn(training, completed), logOf(...pages, ['INFO     Reporting training SUCCESS']));
  await watch(fake, { pollingIntervals: never }).result;
  expect([fake.count('DescribeTrainingJob'), fake.count('GetLogEvents') > 5]).toEqual([2, true]);
});

test('looks are dense after the last words, until SageMaker has the model', async () => {
  const log = logOf(['INFO     Reporting training SUCCESS']);
  const fake = fakeJob(inTurn(training, training, uploading, completed), log);
  await watch(fake, { pollingIntervals: { ...never, longestPoll: 5 } }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(4);
});

test('a job whose log has no words is looked at in an even pace', async () => {
  const fake = fakeJob(inTurn(training, training, completed), silent);
  await watch(fake, { pollingIntervals: { ...never, longestPoll: 5 } }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(3);
});

test('a later attempt knows that the log has told of the end', async () => {
  const progress = { trainingJobName: 'x', status: 'InProgress', secondaryStatus: 'Training', epochs: [], logTail: [] };
  const heartbeatDetails = { progress, position: { stream: 'x/algo-1-1', token: '1' }, ended: true };
  const fake = fakeJob(inTurn(training, completed), logOf([], []));
  await watch(fake, { info: { heartbeatDetails }, pollingIntervals: { ...never, longestPoll: 5 } }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(2);
});

test('a job that lost its instance writes another log, and is looked at in an even pace', async () => {
  const interrupted = { TrainingJobStatus: 'InProgress', SecondaryStatus: 'Interrupted' };
  const log = logOf(['Epoch 1/1 - loss: 0.6']);
  const noStream = { logStreams: [] };
  const fake = fakeJob(inTurn(training, interrupted, training, training, completed), {
    ...log,
    DescribeLogStreams: inTurn(noStream, noStream, log['DescribeLogStreams']),
  });
  await watch(fake, { pollingIntervals: { ...never, longestPoll: 5, shortestPoll: 600_000 } }).result;
  expect(fake.count('DescribeTrainingJob')).toBe(5);
});

test('a log that keeps us waiting delays no look', async () => {
  const hanging = (_input: unknown, signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const log = { ...logOf([]), GetLogEvents: hanging };
  const fake = fakeJob(inTurn(training, training, completed), log);
  await watch(fake, { pollingIntervals: { longestPoll: 40, longestWithLog: 40, log: 5 } }).result;
  expect([fake.count('DescribeTrainingJob'), fake.count('GetLogEvents') > 3]).toEqual([3, true]);
});
