import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsClients } from '../../src/aws/clients.js';

beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
});
afterEach(() => vi.unstubAllEnvs());

const pathStyle = async (): Promise<boolean> => Boolean((await awsClients('us-east-1').s3()).config.forcePathStyle);

test('on AWS buckets are host names', async () => {
  expect(await pathStyle()).toBe(false);
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'])('with %s buckets are in the path', async (variable) => {
  vi.stubEnv(variable, 'http://localhost:4599');
  expect(await pathStyle()).toBe(true);
});

test('a client is made once', async () => {
  const clients = awsClients('us-east-1');
  expect(await clients.sagemaker()).toBe(await clients.sagemaker());
});

test('the SDK tries a call twice at most, since Temporal retries too', async () => {
  const { config } = await awsClients('us-east-1').s3();
  expect(await config.maxAttempts()).toBe(2);
});

test.each(['sagemaker', 'logs'] as const)(
  'what %s refuses is repeated by the limiter, and not by the SDK',
  async (name) => {
    const { config } = await awsClients('us-east-1')[name]();
    expect(await config.maxAttempts()).toBe(1);
  },
);

test('clients are of the region that was asked for', async () => {
  const { config } = await awsClients('eu-central-1').sagemaker();
  expect(await config.region()).toBe('eu-central-1');
});
