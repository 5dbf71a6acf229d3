import { expect, test } from 'vitest';
import { bucketProblems } from '../../../src/plan/ask/buckets.js';
import { bert, servicesOf } from '../support.js';

const at = { region: 'us-east-1', account: '111122223333', defaultToo: true };
const ask = (place: 'here' | 'missing' | 'elsewhere' | 'unknown', request = {}, where = at) =>
  bucketProblems({ model: { id: bert }, ...request }, where, servicesOf({ bucketPlace: () => Promise.resolve(place) }));

test('a default bucket that is missing is told with the command that makes it', async () => {
  const [problem] = await ask('missing');
  expect(problem).toMatchObject({
    field: 'output',
    message: expect.stringContaining('aws s3 mb s3://sagemaker-us-east-1-111122223333 --region us-east-1') as string,
  });
});

test('output and checkpoints in another region are refused', async () => {
  const request = {
    output: 's3://far/x',
    training: { spot: { maxWaitInSeconds: 1, checkpointUri: 's3://far/c' } },
  };
  const fields = (await ask('elsewhere', request)).map(({ field }) => field);
  expect(fields).toEqual(['output', 'training.spot.checkpointUri']);
});

test.each(['here', 'unknown'] as const)('a bucket that is %s is taken', async (place) => {
  expect(await ask(place)).toEqual([]);
});

test('a default bucket that the upload makes is not looked at', async () => {
  expect(await ask('missing', {}, { ...at, defaultToo: false })).toEqual([]);
});
