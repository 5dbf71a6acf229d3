import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RateLimiter } from '../../src/aws/rate-limit/rate-limiter.js';
import { awsError, notFound, throttled } from '../support/aws/errors.js';
import { inTurn } from '../support/aws/fake-aws.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const target = (operation: string, signal?: AbortSignal): Parameters<RateLimiter['call']>[0] => ({
  region: 'us-east-1',
  operation,
  ...(signal === undefined ? {} : { signal }),
});
const answering = (...answers: unknown[]): (() => Promise<unknown>) => {
  const next = inTurn(...answers);
  return () => new Promise((resolve) => resolve(next()));
};

test.each([
  ['CreateTrainingJob', 1],
  ['CreateModel', 4],
  ['CreateEndpointConfig', 4],
  ['CreateEndpoint', 2],
  ['ListTags', 2],
  ['ListTrainingJobs', 2],
  ['DescribeEndpoint', 4],
  ['DescribeTrainingJob', 4],
  ['DeleteModel', 1],
  ['DeleteEndpoint', 1],
  ['GetLogEvents', 10],
])('%s has a rate of %i a second', (operation, perSecond) => {
  expect(new RateLimiter().bucket('us-east-1', operation).rate).toBe(perSecond);
});

test('a share is that part of every rate', () => {
  expect(new RateLimiter(0.25).bucket('us-east-1', 'DescribeEndpoint').rate).toBe(1);
});

test.each([
  ['operations', 'us-east-1', 'CreateModel'],
  ['regions', 'eu-west-1', 'DescribeTrainingJob'],
])('%s do not wait for each other', async (_what, region, operation) => {
  const limiter = new RateLimiter();
  for (let call = 0; call < 100; call++) void limiter.bucket('us-east-1', 'DescribeTrainingJob').take();
  await expect(limiter.call({ region, operation }, answering('made'))).resolves.toBe('made');
});

test('a call that is throttled is made again when it is its turn', async () => {
  const made = new RateLimiter().call(target('CreateModel'), answering(throttled(), throttled(), 'made'));
  await vi.advanceTimersByTimeAsync(10_000);
  await expect(made).resolves.toBe('made');
});

test('a call that is throttled again and again fails as throttled', async () => {
  const made = new RateLimiter().call(target('CreateModel'), answering(throttled())).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(await made).toMatchObject({ name: 'ThrottlingException' });
});

test('a call that failed in passing is made once more', async () => {
  const reset = awsError('Error', 'read ECONNRESET', { code: 'ECONNRESET', status: 0 });
  const made = new RateLimiter(10).call(target('CreateModel'), answering(reset, 'made'));
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(made).resolves.toBe('made');
});

test('a call that failed in passing twice fails', async () => {
  const broken = awsError('InternalFailure', 'oops', { status: 500 });
  const made = new RateLimiter(10).call(target('CreateModel'), answering(broken)).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await made).toBe(broken);
});

test('another error passes through at once, and changes no rate', async () => {
  const limiter = new RateLimiter();
  await expect(limiter.call(target('CreateModel'), answering(notFound('model')))).rejects.toThrow('Could not find');
  expect(limiter.bucket('us-east-1', 'CreateModel').rate).toBe(4);
});

test('a call whose time is over before its turn fails as one that had no turn, and is never made', async () => {
  const limiter = new RateLimiter();
  const outOfTime = new AbortController();
  await limiter.call(target('CreateModel'), answering('made'));
  const late = vi.fn();
  const waiting = limiter.call(target('CreateModel', outOfTime.signal), late).catch((error: unknown) => error);
  outOfTime.abort(new DOMException('too late', 'TimeoutError'));
  expect(await waiting).toMatchObject({ name: 'RateLimitWaitError' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(late).not.toHaveBeenCalled();
});
