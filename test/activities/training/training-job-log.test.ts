import { expect, test } from 'vitest';
import { awsError } from '../../support/aws/errors.js';
import type { Answers } from '../../support/aws/fake-aws.js';
import { inTurn, throwing } from '../../support/aws/fake-aws.js';
import { resource } from '../../support/aws/plan.js';
import { completed, fakeJob, logOf, progressOf, silent, training, watch } from '../../support/aws/training-wait.js';

test('heartbeats tell the epochs of the log as they come', async () => {
  const log = logOf(['Epoch 1/2, loss=0.7'], ['Epoch 2/2, loss=0.5']);
  const watched = watch(fakeJob(inTurn(training, training, completed), log));
  await watched.result;
  expect(progressOf(watched).map(({ epochs }) => epochs.length)).toEqual(expect.arrayContaining([1, 2]));
});

test('the result holds the epochs', async () => {
  const { epochs } = await watch(fakeJob(completed, logOf(['Epoch 1/1, loss=0.7, accuracy=0.6']))).result;
  expect(epochs).toEqual([{ epoch: 1, epochs: 1, loss: 0.7, accuracy: 0.6 }]);
});

test('the result holds the epochs of a log of many pages that nobody has read before, and its end', async () => {
  const states = Array.from({ length: 10_000 }, (_, step) => `${step + 1}/10000`);
  const pages = [1, 2, 3].map((epoch) => [`Epoch ${epoch}/3, loss=0.5`, ...states]);
  const { epochs, warnings } = await watch(fakeJob(completed, logOf(...pages, ['warning: that is all']))).result;
  expect([epochs.map(({ epoch }) => epoch), warnings]).toEqual([[1, 2, 3], ['that is all']]);
});

test('the result holds what the job warns of at the end of its log, once', async () => {
  const lines = [
    'warning: the encoder knows English',
    'model saved',
    'warning: the encoder knows English',
    'Warning: a stranger',
  ];
  const { warnings } = await watch(fakeJob(completed, logOf(lines))).result;
  expect(warnings).toEqual(['the encoder knows English']);
});

test('the result of a job that warns of nothing says nothing of it', async () => {
  expect(await watch(fakeJob(completed, logOf(['model saved']))).result).not.toHaveProperty('warnings');
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
