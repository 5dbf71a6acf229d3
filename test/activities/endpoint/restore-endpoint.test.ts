import { expect, test } from 'vitest';
import { endpointConfigRequest } from '../../../src/plan/index.js';
import { endpointBusy, notFound } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, inTurn, tagged, throwing } from '../../support/aws/fake-aws.js';
import { planOf, region, resource } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const target = planOf();
const live = { name: resource, region, configName: 'older', modelNames: ['older'] };
const { Tags } = endpointConfigRequest(target, { rung: 0, attempt: 1 });

const on = (EndpointStatus: string, EndpointConfigName = resource, FailureReason?: string): object => ({
  EndpointStatus,
  EndpointConfigName,
  FailureReason,
});

const fakeOf = (states: unknown[], more: Answers = {}): FakeAws =>
  fakeAws({
    DescribeEndpoint: inTurn(...states),
    DescribeEndpointConfig: { EndpointConfigArn: 'arn:x' },
    ListTags: tagged(Tags),
    UpdateEndpoint: {},
    ...more,
  });
const restore = (fake: FakeAws, info = {}): Promise<void> =>
  attempt('restoreEndpoint', { target, live }, fake, { info }).result;

test("an endpoint that is on this run's config is sent back and waited for", async () => {
  const fake = fakeOf([on('InService'), on('Updating'), on('InService', 'older')]);
  await restore(fake);
  expect(fake.calls.filter(({ operation }) => operation === 'UpdateEndpoint').map(({ input }) => input)).toEqual([
    { EndpointName: resource, EndpointConfigName: 'older' },
  ]);
});

test.each([
  ['is back already', on('InService', 'older')],
  ['is gone', notFound('endpoint')],
])('nothing happens to an endpoint that %s', async (_name, state) => {
  const fake = fakeOf([state]);
  await restore(fake);
  expect(fake.count('UpdateEndpoint')).toBe(0);
});

test.each(['Updating', 'RollingBack', 'SystemUpdating'])('an endpoint that is %s is waited for first', async (busy) => {
  const fake = fakeOf([on(busy, 'older'), on(busy, 'older'), on('InService', 'older')]);
  await restore(fake);
  expect([fake.count('DescribeEndpoint'), fake.count('UpdateEndpoint')]).toEqual([3, 0]);
});

test('an endpoint that somebody has moved elsewhere is left there', async () => {
  const fake = fakeOf([on('InService', 'theirs')], { ListTags: tagged([]) });
  await restore(fake);
  expect(fake.count('UpdateEndpoint')).toBe(0);
});

test('an endpoint that turned busy between look and update is tried again', async () => {
  const fake = fakeOf([on('InService'), on('InService'), on('InService', 'older')], {
    UpdateEndpoint: inTurn(endpointBusy(), {}),
  });
  await restore(fake);
  expect(fake.count('UpdateEndpoint')).toBe(2);
});

test.each(['Failed', 'OutOfService', 'UpdateRollbackFailed'])(
  'of one that is %s on the new config it tells that no update helps',
  async (dead) => {
    const failure = await failureOf(restore(fakeOf([on(dead, resource, 'out of capacity')])));
    expect(failure).toMatchObject({
      type: 'EndpointFailed',
      message: expect.stringContaining('out of capacity') as string,
    });
  },
);

test('an endpoint that keeps rolling back is given up after three times', async () => {
  const fake = fakeOf([on('InService', resource, 'the old config does not start')]);
  const { type } = await failureOf(restore(fake));
  expect([type, fake.count('UpdateEndpoint')]).toEqual(['EndpointFailed', 3]);
});

test('the times are counted over all attempts of the activity', async () => {
  const fake = fakeOf([on('InService')]);
  await failureOf(restore(fake, { heartbeatDetails: { returns: 2 } }));
  expect(fake.count('UpdateEndpoint')).toBe(1);
});

test('an old config that is gone is told', async () => {
  const fake = fakeOf([on('InService')], { UpdateEndpoint: throwing(notFound('endpoint configuration')) });
  expect((await failureOf(restore(fake))).type).toBe('RequestRefused');
});

test.each(['Failed', 'OutOfService'])(
  'one that is %s on its old config never took the new one: it may go',
  async (dead) => {
    await restore(fakeOf([on(dead, 'older', 'out of capacity')]));
  },
);

const scaled = (config: string, DesiredInstanceCount: number): object => ({
  ...on('InService', config),
  ProductionVariants: [{ VariantName: 'AllTraffic', DesiredInstanceCount }],
});

test('an endpoint that had been scaled out is scaled out again', async () => {
  const variants = [{ name: 'AllTraffic', instanceCount: 3 }];
  const fake = fakeOf([scaled(resource, 3), scaled('older', 1), scaled('older', 3)], {
    UpdateEndpointWeightsAndCapacities: {},
  });
  await attempt('restoreEndpoint', { target, live: { ...live, variants } }, fake).result;
  const inputs = fake.calls.filter(({ operation }) => operation.startsWith('UpdateEndpoint')).map(({ input }) => input);
  expect(inputs).toEqual([
    { EndpointName: resource, EndpointConfigName: 'older', RetainAllVariantProperties: true },
    {
      EndpointName: resource,
      DesiredWeightsAndCapacities: [{ VariantName: 'AllTraffic', DesiredInstanceCount: 3 }],
    },
  ]);
});
