import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Aws } from '../../src/aws/index.js';
import { Remembered } from '../../src/aws/remembered.js';
import { awsError, notFound } from '../support/aws/errors.js';
import type { Answers, FakeAws } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const region = 'us-east-1';

/** What one process sees, with the answers of the test. */
function processWith(answers: Answers): FakeAws {
  const fake = fakeAws(answers);
  const aws = new Aws();
  vi.spyOn(aws, 'clients').mockReturnValue(fake.aws.clients(region));
  return { ...fake, aws };
}

test('what many ask at once is asked for once', async () => {
  const ask = vi.fn(() => Promise.resolve(1));
  const remembered = new Remembered<number>();
  expect(await Promise.all([remembered.of('a', ask), remembered.of('a', ask)])).toEqual([1, 1]);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('an answer is no older than a minute', async () => {
  const ask = vi.fn(() => Promise.resolve(1));
  const remembered = new Remembered<number>();
  await remembered.of('a', ask);
  vi.advanceTimersByTime(59_999);
  await remembered.of('a', ask);
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  await remembered.of('a', ask);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('an error is not kept', async () => {
  const remembered = new Remembered<number>();
  await expect(remembered.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remembered.of('a', () => Promise.resolve(2))).toBe(2);
});

test('the quotas of plans that want the same are read once a minute', async () => {
  const Quotas = [{ QuotaName: 'ml.g5.xlarge for endpoint usage', Value: 2 }];
  const fake = processWith({ ListServiceQuotas: { Quotas } });
  const ask = (): ReturnType<Aws['quotas']> => fake.aws.quotas(new Set(['ml.g5.xlarge for endpoint usage']), region);
  expect(await Promise.all([ask(), ask()])).toEqual([
    new Map([['ml.g5.xlarge for endpoint usage', 2]]),
    new Map([['ml.g5.xlarge for endpoint usage', 2]]),
  ]);
  expect(fake.count('ListServiceQuotas')).toBe(1);
});

test('plans that want other quotas do not get those of the first', async () => {
  const Quotas = ['a', 'b'].map((QuotaName) => ({ QuotaName, Value: 1 }));
  const { aws } = processWith({ ListServiceQuotas: { Quotas } });
  await aws.quotas(new Set(['a']), region);
  expect(await aws.quotas(new Set(['b']), region)).toEqual(new Map([['b', 1]]));
});

test('who stops waiting for quotas is told so, and the others get them', async () => {
  let answer = (_quotas: object): void => undefined;
  const asked = new Promise<object>((resolve) => (answer = resolve));
  const { aws } = processWith({ ListServiceQuotas: () => asked });
  const stop = new AbortController();
  const left = aws.quotas(new Set(['a']), region, stop.signal);
  const refused = expect(left).rejects.toThrow('stopped');
  const other = aws.quotas(new Set(['a']), region);
  stop.abort(new Error('stopped'));
  await refused;
  answer({ Quotas: [{ QuotaName: 'a', Value: 1 }] });
  expect(await other).toEqual(new Map([['a', 1]]));
});

test('a bucket that is there is looked at once a minute', async () => {
  const fake = processWith({ HeadBucket: {} });
  expect([await fake.aws.bucketPlace('out', region), await fake.aws.bucketPlace('out', region)]).toEqual([
    'here',
    'here',
  ]);
  expect(fake.count('HeadBucket')).toBe(1);
});

test('a bucket that was missing is looked at again: somebody may have made it', async () => {
  let made = false;
  const { aws } = processWith({
    HeadBucket: () => {
      if (!made) throw awsError('NotFound', 'no such bucket', { status: 404 });
      return {};
    },
  });
  expect(await aws.bucketPlace('out', region)).toBe('missing');
  made = true;
  expect(await aws.bucketPlace('out', region)).toBe('here');
});

test('names of an endpoint are asked for once a minute, and what can not be asked counts as none', async () => {
  const fake = processWith({ DescribeEndpoint: throwing(notFound('endpoint')) });
  expect([
    await fake.aws.labelsOfEndpoint('reviews', region),
    await fake.aws.labelsOfEndpoint('reviews', region),
  ]).toEqual([null, null]);
  expect(fake.count('DescribeEndpoint')).toBe(1);
});
