import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/client/errors.js';
import { upload, uploadTarget } from '../../../src/client/start/upload.js';
import { awsError } from '../../support/aws/errors.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const directory = path.join(temporaryDirectory(), 'reviews');
const file = path.join(directory, 'data.csv');
beforeEach(async () => {
  await mkdir(directory, { recursive: true });
  await writeFile(file, '0,bad\n1,good\n');
});

const sha256 = '05bf584c5c6b9d5f9de6145dcddeffc186ed74b0fa1e379895ada728045dcdc5';

test('the key is made of the content', async () => {
  expect(await uploadTarget(file, 'b')).toEqual({
    file,
    bytes: 13,
    bucket: 'b',
    uri: `s3://b/tunewright/data/${sha256}/`,
  });
});

test('the same content goes to the same place, whatever its path', async () => {
  expect((await uploadTarget(directory, 'b')).uri).toBe((await uploadTarget(file, 'b')).uri);
});

test('other content goes to another place', async () => {
  const { uri } = await uploadTarget(file, 'b');
  await writeFile(file, '0,bad\n1,good!\n');
  expect((await uploadTarget(file, 'b')).uri).not.toBe(uri);
});

test('it is uploaded as data.csv under that prefix', async () => {
  const fake = fakeAws({ HeadBucket: {}, HeadObject: throwing(awsError('NotFound', '')), PutObject: {} });
  await upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'));
  expect(fake.calls.at(-1)).toMatchObject({
    operation: 'PutObject',
    input: { Bucket: 'b', Key: `tunewright/data/${sha256}/data.csv`, ContentLength: 13 },
  });
});

test('what is there already is not uploaded again', async () => {
  const fake = fakeAws({ HeadBucket: {}, HeadObject: { ContentLength: 13 } });
  expect(await upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'))).toBe('present');
});

test('a bucket that does not exist is refused, not created', async () => {
  const fake = fakeAws({ HeadBucket: throwing(awsError('NotFound', '', { status: 404 })) });
  const uploaded = upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'));
  await expect(uploaded).rejects.toBeInstanceOf(InvalidInputError);
});
