import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TokenBucket } from '../../src/aws/rate-limit/token-bucket.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each of so many calls, all asked for now, gets its turn, in milliseconds from now. */
async function grantedAt(bucket: TokenBucket, count: number, within: number): Promise<number[]> {
  const begin = Date.now();
  const at: number[] = [];
  for (let call = 0; call < count; call++) void bucket.take().then(() => at.push(Date.now() - begin));
  await vi.advanceTimersByTimeAsync(within);
  return at;
}

test('the first call goes out at once, and the others one by one at the rate of the share', async () => {
  expect(await grantedAt(new TokenBucket(2), 4, 10_000)).toEqual([0, 500, 1_000, 1_500]);
});

test('tokens that nobody took are not saved up', async () => {
  const bucket = new TokenBucket(2);
  await bucket.take();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await grantedAt(bucket, 3, 10_000)).toEqual([0, 500, 1_000]);
});

test('a clock that is set back holds no token up', async () => {
  const bucket = new TokenBucket(2);
  await bucket.take();
  vi.setSystemTime(Date.now() - 3_600_000);
  let isGranted = false;
  void bucket.take().then(() => (isGranted = true));
  await vi.advanceTimersByTimeAsync(500);
  expect(isGranted).toBe(true);
});

test('tokens come in the order in which they were asked for', async () => {
  const bucket = new TokenBucket(1);
  const order: number[] = [];
  for (let call = 0; call < 5; call++) void bucket.take().then(() => order.push(call));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(order).toEqual([0, 1, 2, 3, 4]);
});

test('who goes first goes before all who do not', async () => {
  const bucket = new TokenBucket(1);
  await bucket.take();
  const order: string[] = [];
  for (const first of [false, false, true, true]) {
    void bucket.take(undefined, first).then(() => order.push(first ? 'first' : 'rest'));
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(order).toEqual(['first', 'first', 'rest', 'rest']);
});

test('throttling halves the rate', async () => {
  const bucket = new TokenBucket(4);
  bucket.throttled(await bucket.take());
  expect(bucket.rate).toBe(2);
});

test('several calls that are throttled together halve the rate once', async () => {
  const bucket = new TokenBucket(4);
  const first = await bucket.take();
  bucket.throttled(first);
  bucket.throttled(first);
  expect(bucket.rate).toBe(2);
});

test('the rate never falls below a sixteenth of the share', async () => {
  const bucket = new TokenBucket(16);
  for (let call = 0; call < 10; call++) {
    const token = bucket.take();
    await vi.advanceTimersByTimeAsync(10_000);
    bucket.throttled(await token);
  }
  expect(bucket.rate).toBe(1);
});

test('successes bring the rate back to the share, and not beyond', async () => {
  const bucket = new TokenBucket(4);
  bucket.throttled(await bucket.take());
  for (let call = 0; call < 9; call++) bucket.succeeded();
  const before = bucket.rate;
  for (let call = 0; call < 10; call++) bucket.succeeded();
  expect([before < 4, bucket.rate]).toEqual([true, 4]);
});

test('after throttling the next turn waits as long as the service asks', async () => {
  const bucket = new TokenBucket(4);
  bucket.throttled(await bucket.take(), 7_000);
  expect(await grantedAt(bucket, 1, 20_000)).toEqual([7_000]);
});

test('after throttling without such a wish the next turn comes at the halved rate', async () => {
  const bucket = new TokenBucket(4);
  bucket.throttled(await bucket.take());
  expect(await grantedAt(bucket, 2, 20_000)).toEqual([500, 1_000]);
});

test('who waits for a turn can be called off', async () => {
  const bucket = new TokenBucket(1);
  await bucket.take();
  const cancelled = new AbortController();
  const waiting = bucket.take(cancelled.signal);
  cancelled.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
});

test('the turn of one that was called off goes to the next', async () => {
  const bucket = new TokenBucket(1);
  await bucket.take();
  const cancelled = new AbortController();
  void bucket.take(cancelled.signal).catch(() => undefined);
  const at = grantedAt(bucket, 1, 5_000);
  cancelled.abort();
  expect(await at).toEqual([1_000]);
});
