import { describe, expect, test } from 'vitest';
import { quotaFindings } from '../../../src/plan/decide/quota-limits.js';

const g5 = 'ml.g5.xlarge';
const g4 = 'ml.g4dn.xlarge';
const untold = { training: {}, spotTraining: {}, endpoint: {} };
const ladders = {
  training: {
    rungs: [
      { instanceType: g5, spot: true },
      { instanceType: g5, spot: false },
    ],
  },
  hosting: { rungs: [{ instanceType: g5 }, { instanceType: g4 }], instanceCount: 2 },
};

describe("the account's quotas", () => {
  test('rule out nothing where nobody tells them', () => {
    expect(quotaFindings(ladders, { ...untold, training: { [g5]: null } })).toEqual({
      training: { skip: [] },
      hosting: { skip: [] },
    });
  });

  test('rule out the spot rung by the quota of spot training', () => {
    const { training } = quotaFindings(ladders, { ...untold, training: { [g5]: 1 }, spotTraining: { [g5]: 0 } });
    expect(training).toEqual({
      skip: [{ rung: 0, reason: `the account's quota "${g5} for spot training job usage" is 0, 1 needed` }],
    });
  });

  test('rule out a type that is too scarce for all instances of the endpoint', () => {
    const { hosting } = quotaFindings(ladders, { ...untold, endpoint: { [g5]: 1, [g4]: 2 } });
    expect(hosting.skip.map(({ rung }) => rung)).toEqual([0]);
    expect(hosting.exhausted).toBeUndefined();
  });

  test('say why no rung is left', () => {
    const { hosting } = quotaFindings(ladders, { ...untold, endpoint: { [g5]: 1, [g4]: 0 } });
    expect(hosting.exhausted).toContain(`"${g5} for endpoint usage" is 1, 2 needed; the account's quota "${g4}`);
  });

  test('exhaust no ladder that is not climbed', () => {
    const trainingOnly = { ...ladders, hosting: { rungs: [], instanceCount: 0 } };
    expect(quotaFindings(trainingOnly, untold).hosting).toEqual({ skip: [] });
  });
});
