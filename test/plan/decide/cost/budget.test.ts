import { describe, expect, test } from 'vitest';
import type { FineTuneRequest } from '../../../../src/contract/run/requests.js';
import { decisionOf, deployPlanOf, planOf, problemsOf } from '../../support.js';

const prices = { 'us-east-1': { 'ml.g5.xlarge': 2 } };
/** One hour of training and five of the endpoint: 12 USD. */
const request: Partial<FineTuneRequest> = {
  training: { instanceType: 'ml.g5.xlarge', maxRuntimeInSeconds: 3_600 },
  endpoint: { instanceType: 'ml.g5.xlarge', timeToLiveInSeconds: 18_000 },
};

describe('a budget', () => {
  test('that is kept changes nothing', async () => {
    const { plan, problems } = await decisionOf({ ...request, budget: { usd: 12 } }, { prices });
    expect([plan.cost.atMost, problems, plan.gates.training.rule]).toEqual([12, [], 'auto']);
  });

  test('that a plan exceeds refuses it with the figures', async () => {
    expect(await problemsOf({ ...request, budget: { usd: 11.99 } }, { prices })).toEqual([
      {
        field: 'budget.usd',
        message:
          '11.99 USD is less than what the run may cost at most, 12 USD: training 2 USD, endpoint 2 USD/h for 5 h',
      },
    ]);
  });

  test('that a run which only trains exceeds tells of no endpoint', async () => {
    const [problem] = await problemsOf({ ...request, deploy: false, budget: { usd: 1 } }, { prices });
    expect(problem?.message).toMatch(/2 USD: training 2 USD$/);
  });

  test('refuses a plan whose price is unknown, and says which', async () => {
    const training = { ...request.training, instanceType: 'ml.p2.8xlarge' };
    const problems = await problemsOf({ ...request, training, budget: { usd: 1_000 } });
    expect(problems.map(({ field }) => field)).toEqual(['budget.usd']);
    expect(problems[0]?.message).toContain('ml.p2.8xlarge: price in us-east-1 unknown');
  });

  test('that may be exceeded after a question asks at the training gate', async () => {
    const { plan, problems } = await decisionOf({ ...request, budget: { usd: 1, ifOver: 'ask' } }, { prices });
    expect(problems).toEqual([]);
    expect(plan.gates.training).toMatchObject({ rule: 'manual', because: expect.stringContaining('12 USD') as string });
  });

  test('keeps the options of the gate that asks', async () => {
    const gates = { training: { rule: 'auto', approvers: ['ana'] } };
    const plan = await planOf({ ...request, gates, budget: { usd: 1, ifOver: 'ask' } }, { prices });
    expect(plan.gates.training).toMatchObject({ rule: 'manual', approvers: ['ana'] });
  });

  test('that asks is not passed by a deadline that would approve', async () => {
    const gates = { training: { rule: 'auto', onDeadline: 'approve' as const } };
    const plan = await planOf({ ...request, gates, budget: { usd: 1, ifOver: 'ask' } }, { prices });
    expect(plan.gates.training.onDeadline).toBe('reject');
  });

  test('of a deployment asks at its first gate', async () => {
    const endpoint = { instanceType: 'ml.g5.xlarge' };
    const gates = { deployment: 'auto' };
    const plan = await deployPlanOf({ endpoint, gates, budget: { usd: 47, ifOver: 'ask' } }, prices);
    expect(plan.gates.deployment).toMatchObject({
      rule: 'manual',
      because: expect.stringContaining('48 USD') as string,
    });
    expect(plan.gates.training.because).toBeUndefined();
  });
});
