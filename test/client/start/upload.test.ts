import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
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

const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');

test('the key is made of the content', async () => {
  expect(await uploadTarget(file, 'b')).toEqual({
    file,
    bytes: 13,
    labels: null,
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

test('the names of the classes go along, before the rows', async () => {
  await writeFile(path.join(directory, 'labels.json'), '["negative", "positive"]');
  const target = await uploadTarget(file, 'b');
  await rm(path.join(directory, 'labels.json'));
  const fake = fakeAws({ HeadBucket: {}, HeadObject: throwing(awsError('NotFound', '')), PutObject: {} });
  await upload(fake.aws.clients('us-east-1'), target);
  const put = fake.calls.flatMap(({ operation, input }) => (operation === 'PutObject' ? [input['Key']] : []));
  const prefix = target.uri.slice('s3://b/'.length);
  expect(put).toEqual([`${prefix}labels.json`, `${prefix}data.csv`]);
});

test('the same rows under names go to another place', async () => {
  const unnamed = await uploadTarget(file, 'b');
  await writeFile(path.join(directory, 'labels.json'), '["negative", "positive"]');
  const named = await uploadTarget(file, 'b');
  await rm(path.join(directory, 'labels.json'));
  expect(named.uri).not.toBe(unnamed.uri);
});

test('what is there already is not uploaded again', async () => {
  const fake = fakeAws({ HeadBucket: {}, HeadObject: { ContentLength: 13, ChecksumSHA256 } });
  expect(await upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'))).toBe('present');
});

describe('with a key to encrypt by', () => {
  const kmsKeyId = 'k-1';
  const outcomeOf = async (HeadObject: object, PutObject: object = {}): Promise<string> =>
    upload(fakeAws({ HeadBucket: {}, HeadObject, PutObject }).aws.clients('us-east-1'), await uploadTarget(file, 'b'), {
      kmsKeyId,
    });

  test('rows and names are put under it', async () => {
    await writeFile(path.join(directory, 'labels.json'), '["negative", "positive"]');
    const target = await uploadTarget(file, 'b');
    await rm(path.join(directory, 'labels.json'));
    const fake = fakeAws({ HeadBucket: {}, HeadObject: throwing(awsError('NotFound', '')), PutObject: {} });
    await upload(fake.aws.clients('us-east-1'), target, { kmsKeyId });
    const put = fake.calls.filter(({ operation }) => operation === 'PutObject');
    const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId };
    expect(put.map(({ input }) => input)).toEqual([0, 1].map(() => expect.objectContaining(encrypted) as unknown));
  });

  test.each([
    ['that key', 'arn:aws:kms:us-east-1:123456789012:key/k-1', 'present'],
    ['another', 'arn:aws:kms:us-east-1:123456789012:key/k-2', 'uploaded'],
    ['none', undefined, 'uploaded'],
  ])('what is there under %s is told from what is not', async (_key, SSEKMSKeyId, outcome) => {
    expect(await outcomeOf({ ContentLength: 13, ChecksumSHA256, SSEKMSKeyId })).toBe(outcome);
  });

  test('a key that there is not is told with what S3 says of it', async () => {
    const missing = awsError('KMS.NotFoundException', 'Invalid keyId k-1');
    const uploaded = outcomeOf(throwing(awsError('NotFound', '')), throwing(missing));
    expect((await refused(uploaded)).message).toContain('Invalid keyId k-1');
  });
});

test('a bucket that does not exist is refused, not created', async () => {
  const fake = fakeAws({ HeadBucket: throwing(awsError('NotFound', '', { status: 404 })) });
  const uploaded = upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'));
  await expect(uploaded).rejects.toBeInstanceOf(InvalidInputError);
});

const denied = awsError('AccessDenied', 'User: u is not authorized to perform: s3:PutObject', { status: 403 });
const forbidden = awsError('Unknown', 'UnknownError', { status: 403 });
const moved = awsError('Unknown', 'UnknownError', { status: 301 });

test('a refused upload is told with action, place and reason', async () => {
  const fake = fakeAws({ HeadBucket: {}, HeadObject: throwing(forbidden), PutObject: throwing(denied) });
  const { problems } = await refused(upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b')));
  expect(problems).toEqual([
    {
      field: 'data',
      message: `s3:PutObject of "s3://b/tunewright/data/${sha256}/data.csv" is refused to the credentials in use: ${denied.message}`,
    },
  ]);
});

test('who may write a bucket, and neither see it nor what is in it, can upload', async () => {
  const fake = fakeAws({
    HeadBucket: throwing(forbidden),
    HeadObject: throwing(forbidden),
    PutObject: {},
  });
  expect(await upload(fake.aws.clients('us-east-1'), await uploadTarget(file, 'b'))).toBe('uploaded');
});

test.each([
  ['is looked at', { HeadBucket: throwing(moved) }],
  ['is written', { HeadBucket: {}, HeadObject: throwing(awsError('NotFound', '')), PutObject: throwing(moved) }],
])('a bucket of another region is told when it %s', async (_name, answers) => {
  const uploaded = upload(fakeAws(answers).aws.clients('us-east-1'), await uploadTarget(file, 'b'));
  expect((await refused(uploaded)).message).toContain('bucket "b" is not in us-east-1');
});

async function refused(uploaded: Promise<unknown>): Promise<InvalidInputError> {
  const error = await uploaded.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidInputError);
  return error as InvalidInputError;
}
