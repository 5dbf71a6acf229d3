import { createHash } from 'node:crypto';
import { ActivityCancellationDetails, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { awsError, throttled } from '../../support/aws/errors.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import type { Attempt } from '../../support/aws/run-activity.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const uri = 's3://reviews/train/';

const check = (fake: FakeAws): Attempt<'checkData'> => attempt('checkData', { uri, region: 'us-east-1' }, fake);

/** An object whose bytes never come, until the call is given up. */
const hanging = (): FakeAws =>
  fakeAws({
    GetObject: (_input, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(awsError('AbortError', 'Request aborted'))),
      ),
  });

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

/** A prefix that holds these files, and no others. */
const holding = (files: Record<string, string>): FakeAws =>
  fakeAws({
    GetObject: ({ Key }) => {
      const content = files[String(Key).replace('train/', '')];
      if (content === undefined) throw awsError('NoSuchKey', 'no');
      return { ETag: '"e1"', Body: bytesOf(content) };
    },
  });

test('it reports what data.csv under the prefix holds', async () => {
  const fake = holding({ 'data.csv': '0,bad\n1,good\n' });
  expect(await check(fake).result).toMatchObject({ uri, etag: '"e1"', bytes: 13, rows: 2, classes: 2, problems: [] });
});

test('what lies where an upload went, and is another content, is a problem', async () => {
  const promised = `s3://reviews/tunewright/data/${createHash('sha256').update('0,bad\n1,good\n').digest('hex')}/`;
  const problemsOf = async (text: string): Promise<string[]> => {
    const fake = fakeAws({
      GetObject: ({ Key }) => {
        if (String(Key).endsWith('labels.json')) throw awsError('NoSuchKey', 'no');
        return { ETag: '"e1"', Body: bytesOf(text) };
      },
    });
    const { problems } = await attempt('checkData', { uri: promised, region: 'us-east-1' }, fake).result;
    return problems.map(({ message }) => message);
  };
  expect(await problemsOf('0,bad\n1,good\n')).toEqual([]);
  expect(await problemsOf('1,bad\n0,good\n')).toEqual([expect.stringContaining('is not what was uploaded there')]);
});

test('a file in the place of a prefix comes with the command that makes a data set of it', async () => {
  const { result } = attempt('checkData', { uri: 's3://reviews/raw/data.csv.gz/', region: 'us-east-1' }, holding({}));
  expect((await result).problems[0]?.message).toContain(
    'aws s3 cp s3://reviews/raw/data.csv.gz . && tunewright data prepare data.csv.gz --out prepared',
  );
});

test('it looks for data.csv itself', async () => {
  const fake = holding({ 'data.csv': '' });
  await check(fake).result;
  expect(fake.calls[0]).toEqual({ operation: 'GetObject', input: { Bucket: 'reviews', Key: 'train/data.csv' } });
});

test('the labels.json beside it names the classes', async () => {
  const fake = holding({ 'data.csv': '0,bad\n1,good\n', 'labels.json': '["negative", "positive"]' });
  expect(await check(fake).result).toMatchObject({ labels: ['negative', 'positive'], problems: [] });
});

test('a labels.json that may not be read leaves the classes unnamed', async () => {
  const fake = fakeAws({
    GetObject: ({ Key }) => {
      if (Key !== 'train/data.csv') throw awsError('AccessDenied', 'no', { status: 403 });
      return { ETag: '"e1"', Body: bytesOf('0,bad\n1,good\n') };
    },
  });
  const report = await check(fake).result;
  expect(report.problems).toEqual([]);
  expect(report).not.toHaveProperty('labels');
});

test.each([
  ['NoSuchKey', 'the prefix must hold a file named data.csv'],
  ['NoSuchBucket', 'there is no such bucket'],
  ['PermanentRedirect', 'bucket of another region'],
  ['AccessDenied', 'may not be read with the credentials in use: no'],
])('%s is a problem of the report, not a failure', async (name, message) => {
  const { problems } = await check(fakeAws({ GetObject: throwing(awsError(name, 'no')) })).result;
  expect(problems).toEqual([{ field: 'data', message: expect.stringContaining(message) as string }]);
});

test('throttling fails the attempt, to be retried', async () => {
  const failure = await failureOf(check(fakeAws({ GetObject: throwing(throttled()) })).result);
  expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
});

test('a worker that shuts down leaves the check to another', async () => {
  const checking = check(hanging());
  await expect.poll(() => checking.heartbeats.length).toBeGreaterThan(1);
  checking.environment.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));
  expect(await failureOf(checking.result)).toMatchObject({ type: 'NotYet', nonRetryable: false });
});

test('a cancelled check ends as cancelled', async () => {
  const checking = check(hanging());
  await expect.poll(() => checking.heartbeats.length).toBeGreaterThan(1);
  checking.environment.cancel();
  await expect(checking.result).rejects.toBeInstanceOf(CancelledFailure);
});
