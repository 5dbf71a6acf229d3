import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Aws, bucketExists, headObject, parseS3Uri, putFile } from '../../../src/aws/index.js';
import { localEnvironment } from '../../../src/local/sagemaker/index.js';
import { bucket, clientsOf, startFixture } from '../../local/sagemaker/local-sagemaker.js';
import { awsError } from '../../support/aws/errors.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const location = { bucket: 'reviews', key: 'train/data.csv' };
const directory = temporaryDirectory();
const content = '0,bad\n1,good';
const sha256 = createHash('sha256').update(content).digest('base64');

test.each([
  ['s3://reviews/train/data.csv', { bucket: 'reviews', key: 'train/data.csv' }],
  ['s3://reviews/', { bucket: 'reviews', key: '' }],
  ['s3://reviews', { bucket: 'reviews', key: '' }],
])('%s is bucket and key', (uri, parts) => {
  expect(parseS3Uri(uri)).toEqual(parts);
});

test('what is no s3:// URI is refused', () => {
  expect(() => parseS3Uri('https://reviews/train')).toThrow(TypeError);
});

test.each(['NotFound', 'NoSuchKey', 'NoSuchBucket'])('an object that is %s has no head', async (name) => {
  const { aws } = fakeAws({ HeadObject: throwing(awsError(name, '', { status: 404 })) });
  expect(await headObject(aws.clients('us-east-1'), location)).toBeNull();
});

test('an object that may not be seen is not taken for missing', async () => {
  const { aws } = fakeAws({ HeadObject: throwing(awsError('AccessDenied', 'denied', { status: 403 })) });
  await expect(headObject(aws.clients('us-east-1'), location)).rejects.toThrow('denied');
});

test('a bucket that may not be seen is not taken for missing', async () => {
  const { aws } = fakeAws({ HeadBucket: throwing(awsError('AccessDenied', 'denied', { status: 403 })) });
  await expect(bucketExists(aws.clients('us-east-1'), 'reviews')).rejects.toThrow('denied');
});

test.each([
  ['missing', throwing(awsError('NotFound', '')), 'uploaded', 1],
  ['there with another size', { ContentLength: 3 }, 'uploaded', 1],
  ['there with the same size and another content', { ContentLength: 12, ChecksumSHA256: 'x' }, 'uploaded', 1],
  ['there with the same size, of which S3 knows no SHA-256', { ContentLength: 12 }, 'uploaded', 1],
  ['there with the same content', { ContentLength: 12, ChecksumSHA256: sha256 }, 'present', 0],
])('a file whose object is %s is %s', async (_name, HeadObject, outcome, uploads) => {
  const file = { path: path.join(directory, 'data.csv'), bytes: 12 };
  await writeFile(file.path, content);
  const fake = fakeAws({ HeadObject, PutObject: {} });
  expect([await putFile(fake.aws.clients('us-east-1'), location, file), fake.count('PutObject')]).toEqual([
    outcome,
    uploads,
  ]);
});

test.each([
  ['of one request', 12],
  ['of two parts', 17 * 1024 * 1024],
])('what was planted under the key of a file %s, of its size, is overwritten, once', async (_name, bytes) => {
  const { url } = await startFixture();
  for (const [name, value] of Object.entries(localEnvironment(url))) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { s3 } = clientsOf(url);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: Buffer.alloc(bytes, 'b') }));
  const file = { path: path.join(directory, 'planted.csv'), bytes };
  await writeFile(file.path, Buffer.alloc(bytes, 'a'));
  const put = (): Promise<string> => putFile(new Aws().clients('us-east-1'), { bucket, key: 'k' }, file);
  expect([await put(), await put()]).toEqual(['uploaded', 'present']);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' }));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(await readFile(file.path))).toBe(true);
});
