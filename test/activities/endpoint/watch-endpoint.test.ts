import { expect, test } from 'vitest';
import { notFound, throttled } from '../../support/aws/errors.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { account, region, resource } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const on = (EndpointStatus: string, EndpointConfigName = resource, FailureReason?: string): object => ({
  EndpointStatus,
  EndpointConfigName,
  FailureReason,
});

const watch = (DescribeEndpoint: object, options?: Parameters<typeof attempt>[3]): Promise<void> =>
  attempt(
    'watchEndpoint',
    { name: resource, region, account, configName: resource },
    fakeAws({ DescribeEndpoint }),
    options,
  ).result;

test('an endpoint that is InService on its config is the end of the wait', async () => {
  await expect(watch(on('InService'))).resolves.toBeUndefined();
});

test.each(['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Sleeping'])(
  'in %s the wait goes on',
  async (status) => {
    await expect(watch(inTurn(on(status), on('InService')))).resolves.toBeUndefined();
  },
);

test.each(['Failed', 'OutOfService', 'UpdateRollbackFailed', 'Deleting'])(
  '%s fails with the reason',
  async (status) => {
    const failure = await failureOf(watch(on(status, resource, 'the container does not answer /ping')));
    expect(failure).toMatchObject({ type: 'EndpointFailed', message: expect.stringContaining('/ping') as string });
  },
);

test.each([
  ['Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error.', 'NoCapacity'],
  ["The account-level service limit 'ml.g5.xlarge for endpoint usage' is 0 Instances", 'QuotaExceeded'],
  ['The primary container did not pass the ping health check.', 'EndpointFailed'],
])('Failed with "%s" fails with %s', async (reason, type) => {
  expect((await failureOf(watch(on('Failed', resource, reason)))).type).toBe(type);
});

test('InService on the former config for want of capacity is NoCapacity', async () => {
  const fallen = on('InService', 'older', 'InsufficientInstanceCapacity');
  expect((await failureOf(watch(fallen))).type).toBe('NoCapacity');
});

test('InService on another config is a rollback, not a success', async () => {
  expect((await failureOf(watch(on('InService', 'older')))).type).toBe('EndpointFailed');
});

test('an endpoint that is gone fails', async () => {
  expect((await failureOf(watch(throwing(notFound('endpoint'))))).type).toBe('EndpointFailed');
});

const patient = { pollingIntervals: { absenceGracePeriod: 30 } };

test('an endpoint that is not found right after its creation is waited for', async () => {
  await expect(watch(inTurn(notFound('endpoint'), on('InService')), patient)).resolves.toBeUndefined();
});

test('an endpoint that shows its former config right after its update is no rollback', async () => {
  const seen = inTurn(on('InService', 'older'), on('Updating', 'older'), on('InService'));
  await expect(watch(seen, patient)).resolves.toBeUndefined();
});

test('a former config is doubted anew after the endpoint has moved', async () => {
  const seen = inTurn(on('InService', 'older'), on('Updating', 'older'), on('InService', 'older'), on('InService'));
  await expect(watch(seen, patient)).resolves.toBeUndefined();
});

test('throttling does not end the wait', async () => {
  await expect(watch(inTurn(throttled(), on('InService')))).resolves.toBeUndefined();
});

test('an endpoint that failed shows the last lines of its own log', async () => {
  const fake = fakeAws({
    DescribeEndpoint: on('Failed', resource, 'check CloudWatch logs'),
    DescribeLogStreams: { logStreams: [{ logStreamName: 'AllTraffic/i-1' }] },
    GetLogEvents: { events: [{ message: 'loading' }, { message: 'OutOfMemoryError' }] },
  });
  const { result } = attempt('watchEndpoint', { name: resource, region, account, configName: resource }, fake);
  const failed = await failureOf(result);
  expect(failed.message).toMatch(/check CloudWatch logs.*Endpoints\/\S+:\n {2}\| loading\n {2}\| OutOfMemoryError$/s);
  expect(fake.calls.at(-1)?.input).toMatchObject({ logStreamName: 'AllTraffic/i-1', startFromHead: false });
});
