import { describe, expect, test } from 'vitest';
import { quotaNames, withinQuotas } from '../../../src/plan/decide/quota-limits.js';
import { planOf } from '../support.js';

const [g5, g4] = ['ml.g5.xlarge', 'ml.g4dn.xlarge'];
const spot = { maxWaitInSeconds: 400_000, thenOnDemand: true };
const plan = await planOf({
  training: { instanceType: g5, spot },
  endpoint: { instanceType: [g5, g4], instanceCount: 2 },
});
const within = (quotas: Record<string, number>): ReturnType<typeof withinQuotas<typeof plan>> =>
  withinQuotas(plan, new Map(Object.entries(quotas)));
const ruledOut = (rungs: readonly { ruledOut?: string }[]): boolean[] =>
  rungs.map((rung) => rung.ruledOut !== undefined);

describe("the account's quotas", () => {
  test('that a plan needs are named as Service Quotas names them, each once', () => {
    expect([...quotaNames(plan)]).toEqual([
      `${g5} for spot training job usage`,
      `${g5} for training job usage`,
      `${g5} for endpoint usage`,
      `${g4} for endpoint usage`,
    ]);
  });

  test('rule out nothing where nobody tells them', () => {
    expect(within({})).toEqual({ plan, problems: [] });
  });

  test('rule out the spot rung by the quota of spot training, and say which it is', () => {
    const { training } = within({ [`${g5} for spot training job usage`]: 0, [`${g5} for training job usage`]: 1 }).plan;
    expect(training.rungs.map((rung) => rung.ruledOut)).toEqual([
      `the account's quota "${g5} for spot training job usage" is 0, 1 needed`,
      undefined,
    ]);
  });

  test('rule out a type that is too scarce for all instances of the endpoint', () => {
    const { plan: limited, problems } = within({ [`${g5} for endpoint usage`]: 1, [`${g4} for endpoint usage`]: 2 });
    expect([ruledOut(limited.hosting.rungs), problems]).toEqual([[true, false], []]);
  });

  test('say why no rung is left, and what to do', () => {
    const { problems } = within({ [`${g5} for endpoint usage`]: 1, [`${g4} for endpoint usage`]: 0 });
    expect(problems).toEqual([
      {
        field: 'endpoint.instanceType',
        message: `the account's quota "${g5} for endpoint usage" is 1, 2 needed; the account's quota "${g4} for endpoint usage" is 0, 2 needed. Ask AWS for more (Service Quotas), or name another instance type`,
      },
    ]);
  });

  test('exhaust no ladder that is not climbed', async () => {
    const onlyTraining = await planOf({ deploy: false });
    expect(withinQuotas(onlyTraining, new Map([[`${g5} for endpoint usage`, 0]])).problems).toEqual([]);
  });
});
