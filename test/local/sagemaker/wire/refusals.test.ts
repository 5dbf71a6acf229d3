import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateBucketCommand, HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListModelsCommand, ListProcessingJobsCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsOf, region, startFixture } from '../local-sagemaker.js';
import type { Clients } from '../local-sagemaker.js';

/** One harmless call of each service. */
const calls: [string, (clients: Clients) => Promise<unknown>][] = [
  ['SageMaker', ({ sageMaker }) => sageMaker.send(new ListModelsCommand({}))],
  ['SageMaker Runtime', ({ runtime }) => runtime.send(new InvokeEndpointCommand({ EndpointName: 'a', Body: 'x' }))],
  ['S3', ({ s3 }) => s3.send(new ListBucketsCommand({}))],
  ['CloudWatch Logs', ({ logs }) => logs.send(new DescribeLogGroupsCommand({}))],
  ['STS', ({ sts }) => sts.send(new GetCallerIdentityCommand({}))],
];
const codes: Record<string, { key: string; secret: string; skew: string }> = {
  SageMaker: {
    key: 'UnrecognizedClientException',
    secret: 'InvalidSignatureException',
    skew: 'InvalidSignatureException',
  },
  'SageMaker Runtime': {
    key: 'UnrecognizedClientException',
    secret: 'InvalidSignatureException',
    skew: 'InvalidSignatureException',
  },
  S3: { key: 'InvalidAccessKeyId', secret: 'SignatureDoesNotMatch', skew: 'RequestTimeTooSkewed' },
  'CloudWatch Logs': {
    key: 'UnrecognizedClientException',
    secret: 'InvalidSignatureException',
    skew: 'InvalidSignatureException',
  },
  STS: { key: 'InvalidClientTokenId', secret: 'SignatureDoesNotMatch', skew: 'SignatureDoesNotMatch' },
};

describe.each(calls)('%s', (service, call) => {
  test('refuses an access key that it does not know', async () => {
    const { url } = await startFixture();
    await expect(call(clientsOf(url, { accessKeyId: 'AKIAOTHER' }))).rejects.toMatchObject({
      name: codes[service]?.key,
    });
  });

  test('refuses a signature made with another secret', async () => {
    const { url } = await startFixture();
    await expect(call(clientsOf(url, { secret: 'guess' }))).rejects.toMatchObject({ name: codes[service]?.secret });
  });

  test('refuses a request whose time is more than 15 minutes off', async () => {
    const { url } = await startFixture();
    const clients = clientsOf(url);
    for (const client of Object.values(clients) as { config: { systemClockOffset: number } }[]) {
      client.config.systemClockOffset = -16 * 60 * 1000;
    }
    await expect(call(clients)).rejects.toMatchObject({ name: codes[service]?.skew });
  });
});

describe('the Host header', () => {
  /** Not `fetch`: it sends the host that it connects to, whatever it is told. */
  const answerFor = (port: number, host: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) =>
        resolve(text(response)),
      );
      sent.once('error', reject).end();
    });

  test.each(['127.0.0.1', 'localhost:80', '[::1]:4599', 'sagemaker.test'])('%s is this machine', async (host) => {
    const { port } = await startFixture({ hostNames: ['sagemaker.test'] });
    // The signature is missing, and that is S3's own answer.
    expect(await answerFor(port, host)).toContain('<Code>AccessDenied</Code>');
  });

  test('a name that nobody allowed is refused, as a page that rebinds its domain would send it', async () => {
    const { port } = await startFixture();
    expect(await answerFor(port, 'attacker.example')).toBe('unknown Host header\n');
  });
});

test('an operation that is not there says so', async () => {
  const { sageMaker, sts } = clientsOf((await startFixture()).url);
  await expect(sageMaker.send(new ListProcessingJobsCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('not implemented here') as string,
  });
  await expect(sts.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
});

test('IAM, which is not there, may not be asked: clients that ask it about a role go on', async () => {
  const { url } = await startFixture();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const signedForIam = { endpoint: url, region, credentials, signingName: 'iam' };
  await expect(new STSClient(signedForIam).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
});

test('the caller is the local user, by whose ARN a client knows where it is', async () => {
  const { sts } = clientsOf((await startFixture()).url);
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect([Account, Arn]).toEqual(['123456789012', 'arn:aws:iam::123456789012:user/tunewright-local']);
});

test('state is kept apart by the region of the signature', async () => {
  const { url } = await startFixture();
  const bucket = { Bucket: 'in-frankfurt' };
  const { s3 } = clientsOf(url, { region: 'eu-central-1' });
  await s3.send(new CreateBucketCommand(bucket));
  expect((await s3.send(new HeadBucketCommand(bucket))).BucketRegion).toBe('eu-central-1');
});

test('a port that is taken is an error at the start', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  await expect(startFixture({ port })).rejects.toThrow('EADDRINUSE');
  other.close();
});
