import { describe, expect, test } from 'vitest';
import { estimateCost } from '../../../../src/plan/decide/cost/cost-estimate.js';
import { priceTable } from '../../../../src/plan/decide/cost/price-table.js';
import { priceOf, unsoldWarning } from '../../../../src/plan/decide/cost/instance-price.js';

const x1 = { instanceType: 'ml.x1.large', usdPerHour: 1.5 };
const x2 = { instanceType: 'ml.x2.large', usdPerHour: 0.2 };
const input = {
  region: 'us-east-1',
  training: { rungs: [x1], maxRuntimeInSeconds: 7_200 },
  hosting: { rungs: [x2], instanceCount: 3 },
};
const own = { 'us-east-1': { 'ml.x1.large': 1.5, 'ml.x2.large': 0.2 } };

describe('the cost of a plan', () => {
  test('is bounded by the price times the maximum runtime, and by the hour for all instances of the endpoint', () => {
    expect(estimateCost(input, { own })).toMatchObject({ trainingAtMost: 3, endpointPerHour: 0.6 });
  });

  test('counts the dearest rung, since the run may come to it', () => {
    const training = { ...input.training, rungs: [x2, x1, x2] };
    const hosting = { ...input.hosting, rungs: [x2, x1] };
    expect(estimateCost({ ...input, training, hosting }, { own })).toMatchObject({
      trainingAtMost: 3,
      endpointPerHour: 4.5,
    });
  });

  test('counts the time that the instance is kept warm', () => {
    const training = { ...input.training, keepAlivePeriodInSeconds: 3_600 };
    expect(estimateCost({ ...input, training }, { own }).trainingAtMost).toBe(4.5);
  });

  test('counts a day of an endpoint that stays', () => {
    expect(estimateCost(input, { own })).toMatchObject({ endpointHours: 24, atMost: 17.4 });
  });

  test('counts an endpoint with a time to live for that time', () => {
    const hosting = { ...input.hosting, timeToLiveInSeconds: 1_800 };
    expect(estimateCost({ ...input, hosting }, { own })).toMatchObject({ endpointHours: 0.5, atMost: 3.3 });
  });

  test('counts no endpoint where nothing is deployed', () => {
    const { hosting: _hosting, ...trainingOnly } = input;
    expect(estimateCost(trainingOnly, { own })).toMatchObject({ endpointPerHour: 0, endpointHours: 0, atMost: 3 });
  });

  test('is unknown as a whole, and says why, where one rung has no sourced price', () => {
    const training = { ...input.training, rungs: [x1, { instanceType: 'ml.x3.large', usdPerHour: null }] };
    const cost = estimateCost({ ...input, training }, { own });
    expect(cost).toMatchObject({ trainingAtMost: null, endpointPerHour: 0.6, atMost: null });
    expect(cost.notes.join()).toContain('ml.x3.large: price in us-east-1 unknown');
  });

  test('is likely what an earlier run was billed, scaled to the rows', () => {
    const earlier = { run: 'last', billableTimeInSeconds: 600, rows: 1_000 };
    const cost = estimateCost({ ...input, rows: 4_000, earlier }, { own });
    expect(cost.trainingLikely).toBe(1);
    expect(cost.notes.join()).toContain('run last was billed 600 s for 1000 rows');
  });

  test('is not likely anything without an earlier run', () => {
    expect(estimateCost({ ...input, rows: 4_000 }, { own }).trainingLikely).toBeNull();
  });
});

describe('the price of an instance', () => {
  const g4dn = { region: 'us-east-1', instanceType: 'ml.g4dn.xlarge', use: 'training' } as const;
  const list = {
    region: 'us-east-1',
    publishedAt: '2026-09-24T23:59:00Z',
    readAt: '2026-11-25T00:00:00Z',
    prices: { 'ml.g4dn.xlarge': { training: 0.7, hosting: 0.8 }, 'ml.new.large': { hosting: 9 } },
  };

  test("is the user's own, before the package's table", () => {
    expect(priceOf(g4dn, { own: { 'us-east-1': { 'ml.g4dn.xlarge': 0.5 } } }).usdPerHour).toBe(0.5);
  });

  test("is AWS's own of today, before the package's table, for each use", () => {
    const prices = (['training', 'hosting'] as const).map((use) => priceOf({ ...g4dn, use }, { list }).usdPerHour);
    expect(prices).toEqual([0.7, 0.8]);
  });

  test('says of which day it is', () => {
    expect(priceOf(g4dn, { list }).note).toContain("AWS's price list of 2026-09-24");
  });

  test("is the package's, with its source and date, where AWS's list could not be read", () => {
    expect(priceOf(g4dn, {}).note).toBe(
      "ml.g4dn.xlarge: 0.736 USD/h for training in us-east-1, AWS's price list as of 2026-09",
    );
  });

  test("may be the user's own for one use alone", () => {
    const own = { 'us-east-1': { 'ml.g4dn.xlarge': { hosting: 0.5 } } };
    const prices = (['training', 'hosting'] as const).map((use) => priceOf({ ...g4dn, use }, { own }).usdPerHour);
    expect(prices).toEqual([0.736, 0.5]);
  });

  test("is warned of where AWS's list does not have it: it may not be sold there", () => {
    const wanted = { ...g4dn, instanceType: 'ml.new.large' };
    expect(unsoldWarning(wanted, { list })).toContain('has no price for training in AWS');
    expect(unsoldWarning({ ...wanted, use: 'hosting' }, { list })).toBeNull();
  });

  test("is not warned of where AWS's list could not be read", () => {
    expect(unsoldWarning({ ...g4dn, instanceType: 'ml.none.large' }, {})).toBeNull();
  });

  test('of one region says nothing about another', () => {
    expect(
      priceOf({ region: 'eu-west-1', instanceType: 'ml.x1.large', use: 'training' }, { own }).usdPerHour,
    ).toBeNull();
  });
});

test('every price of the package names its source, its date and its region', () => {
  const unsourced = priceTable.filter(
    ({ source, date, region, training, hosting }) =>
      source === '' || region === '' || !((training ?? 0) + (hosting ?? 0) > 0) || !/^\d{4}(-\d\d)?$/.test(date),
  );
  expect(unsourced).toEqual([]);
});

test('the local stand-in is free, not of unknown price', () => {
  const rungs = [
    {
      instanceType: 'ml.m5.xlarge',
      usdPerHour: priceOf({ region: 'eu-west-1', instanceType: 'ml.m5.xlarge', use: 'training' }, { isStandIn: true })
        .usdPerHour,
    },
  ];
  const cost = estimateCost({
    region: 'eu-west-1',
    isStandIn: true,
    training: { rungs, maxRuntimeInSeconds: 3_600 },
    hosting: { rungs, instanceCount: 1 },
  });
  expect(cost).toMatchObject({ trainingAtMost: 0, endpointPerHour: 0, atMost: 0 });
  expect(cost.notes).toEqual(['ml.m5.xlarge: free, it is the local stand-in']);
});
