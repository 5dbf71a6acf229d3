import { describe, expect, test } from 'vitest';
import type { TrainingOptions } from '../../../src/contract/run/requests.js';
import { capacityWaits } from '../../../src/plan/decide/instance-ladder.js';
import { planOf } from '../support.js';

const instanceType = ['ml.g5.xlarge', 'ml.m5.xlarge'];
const spot = { maxWaitInSeconds: 400_000 };

async function ladder(training: TrainingOptions): Promise<string[]> {
  const { rungs } = (await planOf({ training })).training;
  return rungs.map(({ instanceType: type, spot: isSpot }) => `${isSpot ? 'spot' : 'on demand'} ${type}`);
}

describe('the ladder of a training', () => {
  test('is on demand unless spot is asked for', async () => {
    expect(await ladder({ instanceType })).toEqual(['on demand ml.g5.xlarge', 'on demand ml.m5.xlarge']);
  });

  test('stays on spot where that is asked for', async () => {
    expect(await ladder({ instanceType, spot })).toEqual(['spot ml.g5.xlarge', 'spot ml.m5.xlarge']);
  });

  test('goes on demand once every type is exhausted on spot', async () => {
    expect(await ladder({ instanceType, spot: { ...spot, thenOnDemand: true } })).toEqual([
      'spot ml.g5.xlarge',
      'spot ml.m5.xlarge',
      'on demand ml.g5.xlarge',
      'on demand ml.m5.xlarge',
    ]);
  });

  test('knows the price of every rung that has one', async () => {
    const { training } = await planOf(
      { training: { instanceType: ['ml.g5.xlarge', 'ml.p2.xlarge'] } },
      { prices: { 'us-east-1': { 'ml.g5.xlarge': 1.41 } } },
    );
    expect(training.rungs.map(({ usdPerHour }) => usdPerHour)).toEqual([1.41, null]);
  });
});

describe('the wait for capacity', () => {
  test('is an hour for the last rung and none before', () => {
    expect(capacityWaits(undefined, 3)).toEqual([0, 0, 3_600]);
  });

  test('given as one number holds for every rung', () => {
    expect(capacityWaits(60, 3)).toEqual([60, 60, 60]);
  });

  test('given for each type holds on spot and on demand', () => {
    expect(capacityWaits([0, 60], 4)).toEqual([0, 60, 0, 60]);
  });

  test('stands in the rungs of training and endpoint', async () => {
    const plan = await planOf({
      training: { instanceType, capacityWaitInSeconds: [5, 6] },
      endpoint: { instanceType, capacityWaitInSeconds: 7 },
    });
    expect(plan.training.rungs.map(({ capacityWaitInSeconds }) => capacityWaitInSeconds)).toEqual([5, 6]);
    expect(plan.hosting.rungs.map(({ capacityWaitInSeconds }) => capacityWaitInSeconds)).toEqual([7, 7]);
  });
});
