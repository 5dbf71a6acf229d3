import { expect, test } from 'vitest';
import { notFound } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { account, region } from '../../support/aws/plan.js';
import { attempt } from '../../support/aws/run-activity.js';

const fakeOf = (more: Answers = {}): FakeAws =>
  fakeAws({ DescribeEndpoint: { EndpointArn: 'arn:reviews', EndpointStatus: 'InService' }, AddTags: {}, ...more });
const tagged = async (expiresAt: string | null, fake = fakeOf()): Promise<unknown[]> => {
  await attempt('tagExpiry', { name: 'reviews', region, account, expiresAt }, fake).result;
  return fake.calls.filter(({ operation }) => operation === 'AddTags').map(({ input }) => input);
};
const written = (Value: string) => [{ ResourceArn: 'arn:reviews', Tags: [{ Key: 'tunewright:expires', Value }] }];

test('the end of the time to live stands in a tag of the endpoint', async () => {
  expect(await tagged('2026-01-01T00:00:00.000Z')).toEqual(written('2026-01-01T00:00:00.000Z'));
});

test('an endpoint that stays says so over what the tag said before', async () => {
  expect(await tagged(null)).toEqual(written('never'));
});

test('an endpoint that is gone needs no tag', async () => {
  expect(await tagged(null, fakeOf({ DescribeEndpoint: throwing(notFound('endpoint')) }))).toEqual([]);
});
