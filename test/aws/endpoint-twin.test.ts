import { expect, test } from 'vitest';
import { endpointTwin } from '../../src/aws/endpoint-twin.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

const twinIn = (ListEndpoints: Answers[string]): Promise<string | null> =>
  endpointTwin(fakeAws({ ListEndpoints }).aws.clients('us-east-1'), 'Reviews');
const listed = (...names: string[]): object => ({
  Endpoints: names.map((EndpointName) => ({ EndpointName, EndpointArn: 'arn', EndpointStatus: 'InService' })),
});

test('an endpoint of the same name in other case is found', async () => {
  expect(await twinIn(listed('reviews-2', 'reviews'))).toBe('reviews');
});

test('the endpoint of that very name is no other one', async () => {
  expect(await twinIn(listed('Reviews'))).toBeNull();
});

test('endpoints that may not be listed are no reason to refuse a name', async () => {
  expect(await twinIn(throwing(awsError('AccessDeniedException', 'no')))).toBeNull();
});
