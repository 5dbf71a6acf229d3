import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { knownQuotas } from '../../src/aws/quotas.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

const asked = 'ml.g5.xlarge for endpoint usage';

const read = (ListServiceQuotas: NonNullable<Answers[string]>): ReturnType<typeof knownQuotas> =>
  knownQuotas(fakeAws({ ListServiceQuotas }).aws.clients('us-east-1'), new Set([asked]));

/** A service that answers only by hanging up. */
const silent = (_input: unknown, signal?: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('only the quotas that are asked for are told', async () => {
  const Quotas = [
    { QuotaName: 'ml.p3.2xlarge for endpoint usage', Value: 4 },
    { QuotaName: asked, Value: 2 },
  ];
  expect(await read({ Quotas })).toEqual(new Map([[asked, 2]]));
});

test('an account that may not be asked rules nothing out', async () => {
  expect(await read(throwing(awsError('AccessDeniedException', 'no')))).toEqual(new Map());
});

test('a service that does not answer is not waited for beyond its time', async () => {
  const reading = read(silent);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await reading).toEqual(new Map());
});
