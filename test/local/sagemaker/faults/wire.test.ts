import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateModelCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { FaultRule } from '../../../../src/local/sagemaker/index.js';
import { bucket, clientsOf, shortDurations, startFixture } from '../local-sagemaker.js';
import type { Clients } from '../local-sagemaker.js';

async function withFault(rule: FaultRule): Promise<Clients> {
  return clientsOf((await startFixture({ faults: [rule], durations: shortDurations })).url);
}

/** One call of each service. */
const calls: [string, (clients: Clients) => Promise<unknown>][] = [
  ['sagemaker', ({ sageMaker }) => sageMaker.send(new ListModelsCommand({}))],
  ['runtime', ({ runtime }) => runtime.send(new InvokeEndpointCommand({ EndpointName: 'a', Body: 'x' }))],
  ['s3', ({ s3 }) => s3.send(new ListBucketsCommand({}))],
  ['logs', ({ logs }) => logs.send(new DescribeLogGroupsCommand({}))],
  ['sts', ({ sts }) => sts.send(new GetCallerIdentityCommand({}))],
];

const answers: Record<string, { throttle: string; expired: string; error: string }> = {
  sagemaker: { throttle: 'ThrottlingException', expired: 'ExpiredTokenException', error: 'InternalFailure' },
  runtime: { throttle: 'ThrottlingException', expired: 'ExpiredTokenException', error: 'InternalFailure' },
  s3: { throttle: 'SlowDown', expired: 'ExpiredToken', error: 'InternalError' },
  logs: { throttle: 'ThrottlingException', expired: 'ExpiredTokenException', error: 'InternalFailure' },
  sts: { throttle: 'Throttling', expired: 'ExpiredToken', error: 'InternalFailure' },
};

test.each(calls)('%s throttles, fails and finds credentials expired in its own words', async (service, call) => {
  const throttle = await withFault({ fault: 'throttle', perSecond: 0 });
  const expired = await withFault({ fault: 'expired' });
  const error = await withFault({ fault: 'error', status: 500 });
  await expect(call(throttle)).rejects.toMatchObject({ name: answers[service]?.throttle });
  await expect(call(expired)).rejects.toMatchObject({ name: expect.stringMatching(/^ExpiredToken/) as string });
  await expect(call(error)).rejects.toMatchObject({
    name: answers[service]?.error,
    $metadata: { httpStatusCode: 500 },
  });
});

test('a request with a wrong signature meets no fault', async () => {
  const { url } = await startFixture({ faults: [{ fault: 'throttle', perSecond: 0 }] });
  const call = clientsOf(url, { secret: 'guess' }).sageMaker.send(new ListModelsCommand({}));
  await expect(call).rejects.toMatchObject({ name: 'InvalidSignatureException' });
});

const PrimaryContainer = { Image: 'image' };
const create = ({ sageMaker }: Clients): Promise<unknown> =>
  sageMaker.send(new CreateModelCommand({ ModelName: 'made', PrimaryContainer }));
const models = async ({ sageMaker }: Clients): Promise<number | undefined> =>
  (await sageMaker.send(new ListModelsCommand({}))).Models?.length;

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a connection that is reset %s the effect leaves %i model', async (when, count) => {
  const clients = await withFault({ fault: 'reset', when, operation: 'CreateModel' });
  await expect(create(clients)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await models(clients)).toBe(count);
});

test('an answer that is cut comes after the effect', async () => {
  const clients = await withFault({ fault: 'cut', operation: 'CreateModel' });
  await expect(create(clients)).rejects.toThrow(/aborted|JSON/);
  expect(await models(clients)).toBe(1);
});

test('an object can be cut on its way, as a stream and as bytes', async () => {
  const clients = await withFault({ fault: 'cut', operation: 'GetObject' });
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'long', Body: 'x'.repeat(1_000_000) }));
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'long' }));
  await expect(Body?.transformToString()).rejects.toThrow(/aborted/);
});

test('a slow answer comes late', async () => {
  const clients = await withFault({ fault: 'slow', ms: 300 });
  const started = performance.now();
  await models(clients);
  expect(performance.now() - started).toBeGreaterThan(290);
});

test('a request that waits when the server ends has no effect', async () => {
  const server = await startFixture({ faults: [{ fault: 'slow', ms: 60_000, operation: 'CreateModel' }] });
  const call = create(clientsOf(server.url)).catch((error: unknown) => error);
  await expect
    .poll(async () => (await (await fetch(`${server.url}/_tunewright/faults`)).text()).includes('"fired":1'))
    .toBe(true);
  await server.close();
  expect(await call).toBeInstanceOf(Error);
  const { dataDirectory } = server;
  expect(await models(clientsOf((await startFixture({ dataDirectory })).url))).toBe(0);
});
