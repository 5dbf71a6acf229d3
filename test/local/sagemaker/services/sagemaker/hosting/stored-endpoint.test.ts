import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { createConfig, createEndpoint, createModel, endpointIn, image, invoke } from '../../../hosting-requests.js';
import { bucket, clientsOf, role, shortDurations, startFixture } from '../../../local-sagemaker.js';
import type { Clients } from '../../../local-sagemaker.js';

const endpointArn = (name: string): string => `arn:aws:sagemaker:us-east-1:123456789012:endpoint/${name}`;

async function fixture(): Promise<Clients> {
  return clientsOf((await startFixture()).url);
}

/** An endpoint that stays Creating for as long as a test needs. */
async function creating(name: string): Promise<Clients> {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, endpointCreating: 60_000 } })).url);
  await createEndpoint(clients, name);
  return clients;
}

test('an endpoint gets InService', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'walk');
  const { state } = await waitUntilEndpointInService(
    { client: clients.sageMaker, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
    { EndpointName: 'walk' },
  );
  expect(state).toBe('SUCCESS');
});

test('an invocation reaches the container with its body, ContentType and Accept', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'invoked');
  await endpointIn(clients, 'invoked', 'InService');
  expect(await invoke(clients, 'invoked', 'ein großer Film')).toEqual({
    model: 'first',
    contentType: 'application/x-text',
    accept: 'application/json;verbose',
    text: 'ein großer Film',
  });
});

test('a model can be an uncompressed prefix', async () => {
  const clients = await fixture();
  await clients.s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: 'prepacked/v1/weights.txt', Body: 'from a prefix' }),
  );
  const S3DataSource = {
    S3Uri: `s3://${bucket}/prepacked/v1/`,
    S3DataType: 'S3Prefix',
    CompressionType: 'None',
  } as const;
  const PrimaryContainer = { Image: image, ModelDataSource: { S3DataSource } };
  await clients.sageMaker.send(new CreateModelCommand({ ModelName: 'prefix', PrimaryContainer }));
  await createConfig(clients, 'prefix', 'prefix');
  await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: 'prefix', EndpointConfigName: 'prefix' }));
  await endpointIn(clients, 'prefix', 'InService');
  expect(await invoke(clients, 'prefix', 'hello')).toMatchObject({ model: 'from a prefix' });
});

test('an answer of 400 or above is a ModelError with the original status and message', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'refusing');
  await endpointIn(clients, 'refusing', 'InService');
  await expect(invoke(clients, 'refusing', 'refuse')).rejects.toMatchObject({
    name: 'ModelError',
    $metadata: { httpStatusCode: 424 },
    OriginalStatusCode: 400,
    OriginalMessage: 'no such text',
  });
});

test('a ModelError names the logs in the partition of its region', async () => {
  const clients = clientsOf((await startFixture()).url, { region: 'cn-north-1' });
  const Bucket = 'sagemaker-cn-north-1-123456789012';
  await clients.s3.send(new CreateBucketCommand({ Bucket }));
  await createEndpoint(clients, 'refusing', 'weights.txt', { bucket: Bucket, role: role.replace('aws', 'aws-cn') });
  await endpointIn(clients, 'refusing', 'InService');
  await expect(invoke(clients, 'refusing', 'refuse')).rejects.toMatchObject({
    LogStreamArn: 'arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/sagemaker/Endpoints/refusing',
  });
});

test('an answer of more than 6,291,456 bytes is a ModelError', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'wordy');
  await endpointIn(clients, 'wordy', 'InService');
  await expect(invoke(clients, 'wordy', '6291456 bytes')).resolves.toHaveLength(6_291_454);
  await expect(invoke(clients, 'wordy', '6291457 bytes')).rejects.toMatchObject({
    name: 'ModelError',
    OriginalMessage: 'The answer of the container is larger than 6291456 bytes.',
  });
});

test('a container that does not answer in time is a ModelError', async () => {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, invocation: 100 } })).url);
  await createEndpoint(clients, 'silent');
  await endpointIn(clients, 'silent', 'InService');
  await expect(invoke(clients, 'silent', 'silence')).rejects.toMatchObject({
    name: 'ModelError',
    OriginalStatusCode: 0,
  });
});

test('a container that dies in service is started again', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'crashing');
  await endpointIn(clients, 'crashing', 'InService');
  await expect(invoke(clients, 'crashing', 'crash')).rejects.toMatchObject({
    name: 'ModelError',
    OriginalStatusCode: 503,
  });
  expect(await invoke(clients, 'crashing', 'hello')).toMatchObject({ text: 'hello' });
});

test('a request that keeps one thread busy does not hold up the next one', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'pooled');
  await endpointIn(clients, 'pooled', 'InService');
  const slow = invoke(clients, 'pooled', 'block').catch(() => 'given up');
  expect(await Promise.race([slow, invoke(clients, 'pooled', 'hello')])).toMatchObject({ text: 'hello' });
  await slow;
});

test('a request for which another thread is started is answered at once where that does not get ready', async () => {
  const { url, dataDirectory } = await startFixture({ durations: { ...shortDurations, invocation: 60_000 } });
  const clients = clientsOf(url);
  await createEndpoint(clients, 'spoilt');
  await endpointIn(clients, 'spoilt', 'InService');
  for (const file of readdirSync(join(dataDirectory, 'work'), { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('weights.txt')) rmSync(join(dataDirectory, 'work', file));
  const slow = invoke(clients, 'spoilt', 'block');
  await expect(invoke(clients, 'spoilt', 'hello')).rejects.toMatchObject({ OriginalStatusCode: 503 });
  expect([await slow, await invoke(clients, 'spoilt', 'hello')]).toMatchObject([{ text: 'block' }, { text: 'hello' }]);
});

test('an endpoint that is not there can not be invoked', async () => {
  const clients = await fixture();
  await expect(invoke(clients, 'nobody', 'hello')).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Endpoint nobody of account 123456789012 not found.',
  });
});

test.each([
  ['a variant that is not there', { TargetVariant: 'Blue' }, 'Variant Blue is not found'],
  ['a model of its own choice', { TargetModel: 'b.tar.gz' }, 'is not a multi-model endpoint'],
])('%s can not be invoked', async (_what, target, message) => {
  const clients = await fixture();
  await createEndpoint(clients, 'variants');
  await endpointIn(clients, 'variants', 'InService');
  const call = { EndpointName: 'variants', Body: 'x', ...target };
  await expect(clients.runtime.send(new InvokeEndpointCommand(call))).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(message) as string,
  });
});

test('an endpoint whose container does not get ready ends Failed, with the reason in its log', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'broken', 'other.txt');
  const { FailureReason } = await endpointIn(clients, 'broken', 'Failed');
  expect(FailureReason).toContain('did not pass the ping health check');
  const { events } = await clients.logs.send(
    new FilterLogEventsCommand({ logGroupName: '/aws/sagemaker/Endpoints/broken' }),
  );
  expect(events?.map(({ message }) => message)).toEqual(['there is no weights.txt']);
});

test('an endpoint that is being created can be neither updated nor deleted', async () => {
  const { sageMaker } = await creating('young');
  const refusal = {
    name: 'ValidationException',
    message: `Cannot update in-progress endpoint "${endpointArn('young')}".`,
  };
  const call = { EndpointName: 'young', EndpointConfigName: 'young' };
  await expect(sageMaker.send(new UpdateEndpointCommand(call))).rejects.toMatchObject(refusal);
  await expect(sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'young' }))).rejects.toMatchObject(refusal);
});

test('an update moves the endpoint to the new config', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'updated');
  await endpointIn(clients, 'updated', 'InService');
  await createModel(clients, 'second', 'weights.txt', 'second');
  await createConfig(clients, 'second', 'second');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'updated', EndpointConfigName: 'second' }));
  expect((await endpointIn(clients, 'updated', 'InService')).EndpointConfigName).toBe('second');
  expect(await invoke(clients, 'updated', 'hello')).toMatchObject({ model: 'second' });
});

test('a failed update leaves the endpoint in service with the old config, and says why', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'kept');
  await endpointIn(clients, 'kept', 'InService');
  await createModel(clients, 'bad', 'other.txt', 'bad');
  await createConfig(clients, 'bad', 'bad');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'kept', EndpointConfigName: 'bad' }));
  const endpoint = await endpointIn(clients, 'kept', 'InService');
  expect(endpoint.EndpointConfigName).toBe('kept');
  expect(endpoint.FailureReason).toContain('did not pass the ping health check');
  expect(await invoke(clients, 'kept', 'hello')).toMatchObject({ model: 'first' });
});

test('an update that fails before its time is up fails only then', async () => {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, endpointUpdating: 300 } })).url);
  await createEndpoint(clients, 'patient');
  await endpointIn(clients, 'patient', 'InService');
  const PrimaryContainer = { Image: image, ModelDataUrl: `s3://${bucket}/nothing.tar.gz` };
  await clients.sageMaker.send(new CreateModelCommand({ ModelName: 'nothing', PrimaryContainer }));
  await createConfig(clients, 'nothing', 'nothing');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'patient', EndpointConfigName: 'nothing' }));
  expect((await endpointIn(clients, 'patient', 'InService')).FailureReason).toContain('Failed to download model data');
});

test('a deleted endpoint passes through Deleting and is gone, its config and model are not', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'gone');
  await endpointIn(clients, 'gone', 'InService');
  await clients.sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'gone' }));
  expect((await clients.sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'gone' }))).EndpointStatus).toBe(
    'Deleting',
  );
  await expect
    .poll(() => clients.sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'gone' })).catch(String), {
      timeout: 30_000,
    })
    .toBe(`ValidationException: Could not find endpoint "${endpointArn('gone')}".`);
  await clients.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'gone' }));
  await clients.sageMaker.send(new DeleteModelCommand({ ModelName: 'gone' }));
});

test('an endpoint that serves does not need its model, config or archive any more', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'alone');
  await endpointIn(clients, 'alone', 'InService');
  await clients.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'alone' }));
  await clients.sageMaker.send(new DeleteModelCommand({ ModelName: 'alone' }));
  expect(await invoke(clients, 'alone', 'hello')).toMatchObject({ model: 'first' });
});

test('names of models, configs and endpoints are unique, and what is missing is named by its ARN', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'one');
  const arn = (kind: string, name: string): string => `arn:aws:sagemaker:us-east-1:123456789012:${kind}/${name}`;
  await expect(createModel(clients, 'one', 'weights.txt', '')).rejects.toThrow(
    `Cannot create already existing model "${arn('model', 'one')}".`,
  );
  await expect(createConfig(clients, 'one', 'one')).rejects.toThrow(
    `Cannot create already existing endpoint configuration "${arn('endpoint-config', 'one')}".`,
  );
  const again = new CreateEndpointCommand({ EndpointName: 'one', EndpointConfigName: 'one' });
  await expect(clients.sageMaker.send(again)).rejects.toThrow(
    `Cannot create already existing endpoint "${endpointArn('one')}".`,
  );
  await expect(createConfig(clients, 'two', 'two')).rejects.toThrow(`Could not find model "${arn('model', 'two')}".`);
  const orphan = new CreateEndpointCommand({ EndpointName: 'two', EndpointConfigName: 'two' });
  await expect(clients.sageMaker.send(orphan)).rejects.toThrow(
    `Could not find endpoint configuration "${arn('endpoint-config', 'two')}".`,
  );
});

test('other weights and instance counts are reached through Updating, with the same config', async () => {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, endpointUpdating: 300 } })).url);
  await createEndpoint(clients, 'scaled');
  await endpointIn(clients, 'scaled', 'InService');
  const DesiredWeightsAndCapacities = [{ VariantName: 'AllTraffic', DesiredWeight: 2, DesiredInstanceCount: 3 }];
  const call = { EndpointName: 'scaled', DesiredWeightsAndCapacities };
  await clients.sageMaker.send(new UpdateEndpointWeightsAndCapacitiesCommand(call));
  const [during] = (await endpointIn(clients, 'scaled', 'Updating')).ProductionVariants ?? [];
  expect([during?.CurrentInstanceCount, during?.DesiredInstanceCount]).toEqual([1, 3]);
  const after = await endpointIn(clients, 'scaled', 'InService');
  expect(after.EndpointConfigName).toBe('scaled');
  expect(after.ProductionVariants?.[0]).toMatchObject({ CurrentWeight: 2, CurrentInstanceCount: 3 });
  expect(await invoke(clients, 'scaled', 'hello')).toMatchObject({ model: 'first' });
});

test('a variant that is not there can not be scaled', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'unscaled');
  await endpointIn(clients, 'unscaled', 'InService');
  const call = { EndpointName: 'unscaled', DesiredWeightsAndCapacities: [{ VariantName: 'Blue' }] };
  await expect(clients.sageMaker.send(new UpdateEndpointWeightsAndCapacitiesCommand(call))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('the reason of a failed update goes with the next update', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'again');
  await endpointIn(clients, 'again', 'InService');
  await createModel(clients, 'worse', 'other.txt', 'worse');
  await createConfig(clients, 'worse', 'worse');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'again', EndpointConfigName: 'worse' }));
  await endpointIn(clients, 'again', 'InService');
  await clients.sageMaker.send(new UpdateEndpointCommand({ EndpointName: 'again', EndpointConfigName: 'again' }));
  expect((await endpointIn(clients, 'again', 'InService')).FailureReason).toBeUndefined();
});

test('an endpoint that is being updated serves as before, and can be neither updated nor deleted', async () => {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, endpointUpdating: 500 } })).url);
  await createEndpoint(clients, 'moving');
  await endpointIn(clients, 'moving', 'InService');
  await createModel(clients, 'next', 'weights.txt', 'next');
  await createConfig(clients, 'next', 'next');
  const call = { EndpointName: 'moving', EndpointConfigName: 'next' };
  await clients.sageMaker.send(new UpdateEndpointCommand(call));
  const refusal = { message: `Cannot update in-progress endpoint "${endpointArn('moving')}".` };
  await expect(clients.sageMaker.send(new UpdateEndpointCommand(call))).rejects.toMatchObject(refusal);
  const deletion = new DeleteEndpointCommand({ EndpointName: 'moving' });
  await expect(clients.sageMaker.send(deletion)).rejects.toMatchObject(refusal);
  expect(await invoke(clients, 'moving', 'hello')).toMatchObject({ model: 'first' });
});

test('a new config is not found until the store is consistent, though its name is taken', async () => {
  const clients = clientsOf((await startFixture({ durations: { ...shortDurations, consistency: 1000 } })).url);
  await createModel(clients, 'fresh', 'weights.txt', 'first');
  await expect.poll(() => createConfig(clients, 'fresh', 'fresh').then(() => 'created', String)).toBe('created');
  await expect(createConfig(clients, 'fresh', 'fresh')).rejects.toThrow('Cannot create already existing');
  const create = (): Promise<unknown> =>
    clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: 'fresh', EndpointConfigName: 'fresh' }));
  await expect(create()).rejects.toThrow('Could not find endpoint configuration');
  await expect.poll(() => create().then(() => 'created', String)).toBe('created');
});
