import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AwsClients } from '../../src/aws/index.js';
import { IdentityCache } from '../../src/aws/identity-cache.js';
import { expired } from '../support/aws/errors.js';
import { inTurn } from '../support/aws/fake-aws.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let accessKeyId = 'first';
const clients = {
  region: 'us-east-1',
  sts: () => Promise.resolve({ config: { credentials: () => Promise.resolve({ accessKeyId }) } }),
} as unknown as AwsClients;

const asking = (...answers: unknown[]): { cache: IdentityCache; asked: () => number } => {
  const next = inTurn(...answers);
  const ask = vi.fn(() => new Promise((resolve) => resolve(next())));
  return { cache: new IdentityCache(ask as never), asked: () => ask.mock.calls.length };
};
const identity = { account: '123456789012', local: false };

test('the same credentials are asked about once a minute', async () => {
  const { cache, asked } = asking(identity);
  await cache.of(clients);
  await vi.advanceTimersByTimeAsync(59_000);
  expect([await cache.of(clients), asked()]).toEqual([identity, 1]);
  await vi.advanceTimersByTimeAsync(2_000);
  await cache.of(clients);
  expect(asked()).toBe(2);
});

test('other credentials are asked about at once', async () => {
  const other = { account: '999999999999', local: false };
  const { cache } = asking(identity, other);
  await cache.of(clients);
  accessKeyId = 'second';
  expect(await cache.of(clients)).toEqual(other);
});

test('credentials that could not be asked about are asked about again', async () => {
  const { cache } = asking(expired(), identity);
  await expect(cache.of(clients)).rejects.toThrow('expired');
  expect(await cache.of(clients)).toEqual(identity);
});

test('one asker that gives up leaves the question to the others', async () => {
  let answer = (_: unknown): void => undefined;
  const cache = new IdentityCache((() => new Promise((resolve) => (answer = resolve))) as never);
  const cancelled = new AbortController();
  const given = cache.of(clients, cancelled.signal).catch((error: unknown) => error);
  const waiting = cache.of(clients);
  await vi.advanceTimersByTimeAsync(1);
  cancelled.abort(new Error('cancelled'));
  expect(await given).toMatchObject({ message: 'cancelled' });
  answer(identity);
  expect(await waiting).toEqual(identity);
});
