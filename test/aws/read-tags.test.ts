import { afterEach, expect, test, vi } from 'vitest';
import { Aws } from '../../src/aws/index.js';
import { localEnvironment } from '../../src/local/sagemaker/index.js';
import { parsePolicy } from '../../src/local/sagemaker/policy/policy-document.js';
import { startFixture } from '../local/sagemaker/local-sagemaker.js';
import { policyOf } from '../support/local/policy.js';

const arn = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/not-made-yet';
const nothing = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [] }));

async function awsUnder(policy: typeof nothing, calls: unknown[] = []): Promise<Aws> {
  const { url } = await startFixture({ policy });
  for (const [name, value] of Object.entries(localEnvironment(url))) vi.stubEnv(name, value);
  return new Aws({ onCall: (call) => calls.push(call) });
}
const mayRead = async (policy: typeof nothing): Promise<boolean> =>
  (await awsUnder(policy)).mayReadTags(arn, 'us-east-1');

afterEach(() => vi.unstubAllEnvs());

test("the worker's policy lets tags be read, of a job that is still to be made too", async () => {
  expect(await mayRead(policyOf('worker'))).toBe(true);
});

test('without the right to read tags it is told before there is a job', async () => {
  expect(await mayRead(nothing)).toBe(false);
});

test('an AWS that can not be reached has not refused it', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
  expect(await new Aws().mayReadTags(arn, 'us-east-1')).toBe(true);
});

test('many who ask at the same time are one question', async () => {
  const calls: unknown[] = [];
  const aws = await awsUnder(policyOf('worker'), calls);
  await Promise.all(Array.from({ length: 100 }, () => aws.mayReadTags(arn, 'us-east-1')));
  expect(calls.length).toBe(1);
});
