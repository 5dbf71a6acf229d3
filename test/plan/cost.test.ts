import { describe, expect, test } from 'vitest';
import { estimateCost } from '../../src/plan/cost.js';
import { priceTable } from '../../src/plan/price-table.js';

const input = {
  region: 'us-east-1',
  trainingInstanceType: 'ml.x1.large',
  maxRuntimeInSeconds: 7_200,
  endpointInstanceType: 'ml.x2.large',
  endpointInstanceCount: 3,
};
const own = { 'us-east-1': { 'ml.x1.large': 1.5, 'ml.x2.large': 0.2 } };

describe('the cost of a plan', () => {
  test('is bounded by the price times the maximum runtime, and by the hour for all instances of the endpoint', () => {
    const cost = estimateCost(input, own);
    expect(cost.trainingAtMost).toBe(3);
    expect(cost.endpointPerHour).toBeCloseTo(0.6);
  });

  test('is unknown, and says so, for a type without a source', () => {
    const cost = estimateCost(input);
    expect(cost).toMatchObject({ trainingAtMost: null, endpointPerHour: null });
    expect(cost.notes.join()).toContain('ml.x1.large: price in us-east-1 unknown');
  });

  test('of one region says nothing about another', () => {
    expect(estimateCost({ ...input, region: 'eu-west-1' }, own).trainingAtMost).toBeNull();
  });

  test('is likely what an earlier run was billed, scaled to the rows', () => {
    const earlier = { run: 'last', billableTimeInSeconds: 600, rows: 1_000 };
    const cost = estimateCost({ ...input, rows: 4_000, earlier }, own);
    expect(cost.trainingLikely).toBe(1);
    expect(cost.notes.join()).toContain('run last was billed 600 s for 1000 rows');
  });

  test('is not likely anything without an earlier run', () => {
    expect(estimateCost({ ...input, rows: 4_000 }, own).trainingLikely).toBeNull();
  });
});

test('every price of the package names the page it comes from, its date and its region', () => {
  const unsourced = priceTable.filter(
    ({ page, date, region, usdPerHour }) =>
      page === '' || region === '' || usdPerHour <= 0 || !/^\d{4}-\d\d-\d\d$/.test(date),
  );
  expect(unsourced).toEqual([]);
});
