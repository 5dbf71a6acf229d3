import { describe, expect, test } from 'vitest';
import { quotaNames, withinQuotas } from '../../../src/plan/decide/quota-limits.js';
import type { EndpointOptions } from '../../../src/contract/run/requests.js';
import type { Fleet } from '../../../src/contract/fleet.js';
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

  const reviews = (type: string, instanceCount: number): Fleet => ({
    endpoint: 'reviews',
    variants: [{ instanceType: type, instanceCount }],
  });
  const quota = (value: number): Map<string, number> => new Map([[`${g5} for endpoint usage`, value]]);
  const problemsWith = async (endpoint: EndpointOptions, value: number, fleets: Fleet[], waits = false) => {
    const asked = await planOf({ endpoint: { instanceType: g5, ...endpoint } });
    const { problems, plan: limited } = withinQuotas(asked, quota(value), { fleets, waits });
    return { problems: problems.map(({ message }) => message), warnings: limited.warnings };
  };

  test('are looked at without the instances that live endpoints have', async () => {
    const { problems } = await problemsWith({}, 1, [reviews(g5, 1)]);
    expect(problems).toEqual([
      `the account's quota "${g5} for endpoint usage" is 1, 1 in use (reviews), 1 more needed. Ask AWS for more (Service Quotas), or name another instance type`,
    ]);
  });

  test.each([
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd'], 'a, b, c, …'],
  ])('name three of the endpoints that use them, and say where there are more: %j', async (names, named) => {
    const { problems } = await problemsWith(
      {},
      names.length,
      names.map((endpoint) => ({ ...reviews(g5, 1), endpoint })),
    );
    expect(problems[0]).toContain(`${names.length} in use (${named}), 1 more needed`);
  });

  test('have room where live endpoints are on other types', async () => {
    expect((await problemsWith({}, 1, [reviews(g4, 1)])).problems).toEqual([]);
  });

  test('must hold a second fleet beside the one that an update replaces', async () => {
    const update = { name: 'reviews', update: {}, instanceCount: 3 };
    const least = await Promise.all([5, 6].map((value) => problemsWith(update, value, [reviews(g5, 3)])));
    expect(least.map(({ problems }) => problems.length)).toEqual([1, 0]);
  });

  test('must hold only the batch of a rolling update beside the old fleet', async () => {
    const update = { name: 'reviews', update: { strategy: 'rolling' as const, stepPercent: 25 }, instanceCount: 4 };
    const least = await Promise.all([4, 5].map((value) => problemsWith(update, value, [reviews(g5, 4)])));
    expect(least.map(({ problems }) => problems.length)).toEqual([1, 0]);
  });

  test("do not count the run's own endpoint, as after a reset", async () => {
    expect((await problemsWith({ name: 'reviews' }, 1, [reviews(g5, 1)])).problems).toEqual([]);
  });

  test('that others use up are only warned of where the request says how long to wait', async () => {
    const { problems, warnings } = await problemsWith({}, 1, [reviews(g5, 1)], true);
    expect([problems, warnings.filter((warning) => warning.includes('will wait'))]).toEqual([
      [],
      [
        `endpoint.instanceType: the account's quota "${g5} for endpoint usage" is 1, 1 in use (reviews), 1 more needed; the run will wait for them`,
      ],
    ]);
  });

  test('exhaust no ladder that is not climbed', async () => {
    const onlyTraining = await planOf({ deploy: false });
    expect(withinQuotas(onlyTraining, new Map([[`${g5} for endpoint usage`, 0]])).problems).toEqual([]);
  });
});
