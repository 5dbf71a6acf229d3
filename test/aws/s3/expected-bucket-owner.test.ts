import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsClients } from '../../../src/aws/clients.js';
import { ensureBucket } from '../../../src/aws/s3/storage.js';

/** An S3 that writes down what owner each request expects, and has no bucket. */
const seen: { method: string; expected: string | undefined }[] = [];
const server = createServer(({ method = '', headers }, response) => {
  const expected = headers['x-amz-expected-bucket-owner'];
  seen.push({ method, expected: Array.isArray(expected) ? expected.join(',') : expected });
  response.writeHead(method === 'PUT' ? 200 : 404).end();
});

beforeEach(async () => {
  seen.length = 0;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((closed) => server.close(closed));
});

const defaultBucket = 'sagemaker-eu-west-1-123456789012';

test('a call to a default bucket expects the account of its name as the owner', async () => {
  const s3 = await awsClients('eu-west-1').s3();
  await s3.send(new GetObjectCommand({ Bucket: defaultBucket, Key: 'k' })).catch(() => undefined);
  expect(seen).toEqual([{ method: 'GET', expected: '123456789012' }]);
});

test('of another bucket no owner is expected', async () => {
  const s3 = await awsClients('eu-west-1').s3();
  await s3.send(new HeadBucketCommand({ Bucket: 'sagemaker-reviews' })).catch(() => undefined);
  expect(seen).toEqual([{ method: 'HEAD', expected: undefined }]);
});

test('a default bucket is made without an owner to expect, which S3 would refuse', async () => {
  await ensureBucket(awsClients('eu-west-1'), defaultBucket);
  expect(seen).toEqual([
    { method: 'HEAD', expected: '123456789012' },
    { method: 'PUT', expected: undefined },
  ]);
});
