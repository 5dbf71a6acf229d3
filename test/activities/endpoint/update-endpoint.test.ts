import { describe, expect, test } from 'vitest';
import type { Created } from '../../../src/contract/activities.js';
import { updateRequest } from '../../../src/plan/index.js';
import { awsError, endpointBusy, notFound, quotaReached } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource, secondAttempt } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const target = planOf();
const live = { EndpointStatus: 'InService', EndpointConfigName: 'older' };

const fakeOf = (DescribeEndpoint: object, UpdateEndpoint: object = {}, more: Answers = {}): FakeAws =>
  fakeAws({
    DescribeEndpoint,
    UpdateEndpoint,
    DescribeEndpointConfig: { ProductionVariants: [{ ModelName: 'older-model' }] },
    DescribeModel: {},
    ...more,
  });
const update = (fake: FakeAws, info = {}): Promise<Created> =>
  attempt('updateEndpoint', { target, rung: 0, attempt: 2 }, fake, { info }).result;

describe('updateEndpoint', () => {
  test('moves the endpoint to the config of the attempt', async () => {
    const fake = fakeOf(live);
    await update(fake);
    expect(fake.calls.at(-1)).toEqual({ operation: 'UpdateEndpoint', input: updateRequest(target, 2) });
  });

  test("answers with the endpoint's name", async () => {
    expect(await update(fakeOf(live))).toEqual({ name: resource, attempt: 2 });
  });

  test.each([
    ['on that config', { EndpointStatus: 'InService', EndpointConfigName: secondAttempt }],
    [
      'on its way to that config',
      {
        EndpointStatus: 'Updating',
        EndpointConfigName: 'older',
        PendingDeploymentSummary: { EndpointConfigName: secondAttempt },
      },
    ],
  ])('does nothing to an endpoint that is %s already', async (_name, state) => {
    const fake = fakeOf(state);
    await update(fake);
    expect(fake.count('UpdateEndpoint')).toBe(0);
  });

  test('is retried while the endpoint is on its way elsewhere', async () => {
    const failure = await failureOf(update(fakeOf(live, throwing(endpointBusy()))));
    expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });

  test('is retried while its config is not visible yet', async () => {
    const failure = await failureOf(update(fakeOf(live, throwing(notFound('endpoint configuration')))));
    expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });

  test.each([
    ['config older', { DescribeEndpointConfig: throwing(notFound('endpoint configuration')) }],
    ['model older-model', { DescribeModel: throwing(notFound('model')) }],
  ])('leaves an endpoint alone that could not return because its %s is gone', async (what, gone) => {
    const fake = fakeOf(live, {}, gone);
    const failure = await failureOf(update(fake));
    expect([failure.type, fake.count('UpdateEndpoint')]).toEqual(['EndpointFailed', 0]);
    expect(failure.message).toContain(what);
  });

  test('moves an endpoint whose way back may not be looked at', async () => {
    const fake = fakeOf(live, {}, { DescribeEndpointConfig: throwing(awsError('AccessDeniedException', 'no')) });
    await update(fake);
    expect(fake.count('UpdateEndpoint')).toBe(1);
  });

  test.each(['Failed', 'UpdateRollbackFailed'])('says how to go on where the endpoint is %s', async (dead) => {
    const { message } = await failureOf(update(fakeOf({ ...live, EndpointStatus: dead })));
    expect(message).toContain('tunewright endpoints delete');
  });

  test('tells a quota as such', async () => {
    expect((await failureOf(update(fakeOf(live, throwing(quotaReached()))))).type).toBe('QuotaExceeded');
  });
});
