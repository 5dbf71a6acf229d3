import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import type { Services } from '../../src/activities/index.js';
import { withinQuotas } from '../../src/activities/quotas.js';
import type { Plan } from '../../src/contract/plan.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';
import { planOf } from '../support/aws/plan.js';
import { failureOf, quickIntervals } from '../support/aws/run-activity.js';

const plan = planOf();
const [first] = plan.training.rungs;
if (first === undefined) throw new Error('the plan has no rung');
const ladder: Plan = {
  ...plan,
  training: { ...plan.training, rungs: [first, { ...first, instanceType: 'ml.p3.2xlarge' }] },
};

/** The plan as it is within an account of these quotas. */
function within(asked: Plan, ListServiceQuotas: NonNullable<Answers[string]>): Promise<Plan> {
  const { aws } = fakeAws({ ListServiceQuotas });
  const services: Services = {
    aws,
    registeredSearchAttributes: () => Promise.resolve([]),
    temporal: {} as Services['temporal'],
    webhooks: {},
    pollingIntervals: quickIntervals,
  };
  return new MockActivityEnvironment().run(() => withinQuotas(services, asked));
}

const quotas = (values: Record<string, number>): object => ({
  Quotas: Object.entries(values).map(([QuotaName, Value]) => ({ QuotaName, Value })),
});

test('a type whose quota is zero is ruled out, and says by which quota', async () => {
  const { training } = await within(ladder, quotas({ 'ml.g5.xlarge for training job usage': 0 }));
  expect(
    training.rungs.map(({ ruledOut }) => ruledOut?.includes('"ml.g5.xlarge for training job usage" is 0')),
  ).toEqual([true, undefined]);
});

test('a quota of spot instances says nothing of a type on demand', async () => {
  expect(await within(ladder, quotas({ 'ml.g5.xlarge for spot training job usage': 0 }))).toEqual(ladder);
});

test('a plan whose only type lacks quota fails as QuotaExceeded, and says what to do', async () => {
  const { type, message } = await failureOf(within(plan, quotas({ 'ml.g5.xlarge for training job usage': 0 })));
  expect([type, message]).toEqual(['QuotaExceeded', expect.stringContaining('Ask AWS for more')]);
});

test('an account that may not be asked rules nothing out', async () => {
  expect(await within(ladder, throwing(awsError('AccessDeniedException', 'no')))).toEqual(ladder);
});
