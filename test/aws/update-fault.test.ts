import { expect, test } from 'vitest';
import { notFound } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';
import { FakedAws } from '../support/aws/faked-aws.js';

const live: Answers = {
  DescribeEndpoint: {
    EndpointStatus: 'InService',
    EndpointConfigName: 'c',
    ProductionVariants: [{ VariantName: 'A' }],
  },
  DescribeEndpointConfig: { ProductionVariants: [{ VariantName: 'A', ModelName: 'm' }] },
  DescribeModel: { ModelName: 'm' },
};
const variants = ['A', 'B'].map((VariantName) => ({ VariantName, DesiredInstanceCount: 1 }));

const faultIn = (more: Answers): Promise<string | null> =>
  new FakedAws(fakeAws({ ...live, ...more })).updateFault('reviews', 'us-east-1');

test('an endpoint that stands on what is there can be updated', async () => {
  expect(await faultIn({})).toBeNull();
});

test('an endpoint that is not there yet has no fault', async () => {
  expect(await faultIn({ DescribeEndpoint: throwing(notFound('endpoint')) })).toBeNull();
});

test.each<[string, Answers, string]>([
  ['has failed', { DescribeEndpoint: { EndpointStatus: 'Failed' } }, 'takes no update; delete it first'],
  [
    'has several variants',
    { DescribeEndpoint: { EndpointStatus: 'InService', ProductionVariants: variants } },
    'has 2 variants (A, B), and an update would leave one',
  ],
  [
    'has lost its config',
    { DescribeEndpointConfig: throwing(notFound('endpoint configuration')) },
    'config c, which no longer exists',
  ],
  ['has lost its model', { DescribeModel: throwing(notFound('model')) }, 'model m, which no longer exists'],
])('an endpoint that %s is not updated, and it is told why', async (_what, more, why) => {
  expect(await faultIn(more)).toContain(why);
});
