import { expect, test } from 'vitest';
import { labelsOfEndpoint } from '../../src/aws/artifact-labels.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers, FakeAws } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

/** An endpoint whose model was trained by a job that left names beside its artifact. */
const live = (answers: Answers = {}): FakeAws =>
  fakeAws({
    DescribeEndpoint: { EndpointStatus: 'InService', EndpointConfigName: 'reviews-2' },
    DescribeEndpointConfig: { ProductionVariants: [{ ModelName: 'reviews-2' }] },
    DescribeModel: { PrimaryContainer: { ModelDataUrl: 's3://models/reviews-2/output/model.tar.gz' } },
    GetObject: () => ({ Body: bytesOf('["negative", "positive"]') }),
    ...answers,
  });
const labels = ({ aws }: FakeAws): ReturnType<typeof labelsOfEndpoint> =>
  labelsOfEndpoint(aws.clients('us-east-1'), 'reviews');

test('an endpoint alone tells the names: they stand beside the artifact of the model of its config', async () => {
  const fake = live();
  expect(await labels(fake)).toEqual(['negative', 'positive']);
  expect(fake.calls.at(-1)?.input).toMatchObject({ Bucket: 'models', Key: 'reviews-2/output/labels.json' });
});

test('a model that is not packed has its names in its folder', async () => {
  const PrimaryContainer = { ModelDataSource: { S3DataSource: { S3Uri: 's3://models/unpacked/' } } };
  const fake = live({ DescribeModel: { PrimaryContainer } });
  await labels(fake);
  expect(fake.calls.at(-1)?.input).toMatchObject({ Key: 'unpacked/labels.json' });
});

test.each([
  ['no labels.json', { GetObject: throwing(awsError('NoSuchKey', 'no')) }],
  ['one that may not be read', { GetObject: throwing(awsError('AccessDenied', 'no', { status: 403 })) }],
  ['one that is no list of names', { GetObject: () => ({ Body: bytesOf('{"0": "negative"}') }) }],
])('there are no names with %s', async (_what, answers) => {
  expect(await labels(live(answers))).toBeNull();
});
