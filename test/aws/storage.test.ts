import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bucketExists, headObject, parseS3Uri, putFile } from '../../src/aws/index.js';
import { awsError } from '../support/aws/errors.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const location = { bucket: 'reviews', key: 'train/data.csv' };
const directory = temporaryDirectory();

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
  ['there with the same size', { ContentLength: 12 }, 'present', 0],
])('a file whose object is %s is %s', async (_name, HeadObject, outcome, uploads) => {
  const file = { path: path.join(directory, 'data.csv'), bytes: 12 };
  await writeFile(file.path, '0,bad\n1,good');
  const fake = fakeAws({ HeadObject, PutObject: {} });
  expect([await putFile(fake.aws.clients('us-east-1'), location, file), fake.count('PutObject')]).toEqual([
    outcome,
    uploads,
  ]);
});
