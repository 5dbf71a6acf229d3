import { describe, expect, test } from 'vitest';
import { planSmokeTest } from '../../../src/plan/decide/smoke-test-plan.js';

const dataset = { samples: [{ text: 'good', label: 1 }], classes: 2 };

describe('the smoke test', () => {
  test('sends labelled rows of the data by default, and must be answered within 10 s', () => {
    expect(planSmokeTest(undefined, dataset)).toEqual({
      plan: { samples: dataset.samples, maxLatencyInMilliseconds: 10_000, minimumAgreement: null },
      problems: [],
    });
  });

  test('sends sentences without expected labels where only texts are given', () => {
    expect(planSmokeTest({ texts: ['fine'] }, dataset).plan.samples).toEqual([{ text: 'fine' }]);
  });

  test('sends the samples that are given, with their labels', () => {
    const samples = [{ text: 'bad', label: 0 }];
    expect(planSmokeTest({ samples }, dataset).plan.samples).toEqual(samples);
  });

  test('takes the bounds of the request', () => {
    const asked = { maxLatencyInMilliseconds: 500, minimumAgreement: 0.5 };
    expect(planSmokeTest(asked, dataset).plan).toMatchObject(asked);
  });

  test.each([
    ['texts have no labels', { texts: ['fine'], minimumAgreement: 0.5 }, dataset],
    ['a deployment has no data', { minimumAgreement: 0.5 }, null],
  ])('can demand no agreement where %s', (_title, asked, data) => {
    expect(planSmokeTest(asked, data).problems.map(({ field }) => field)).toEqual(['smokeTest.minimumAgreement']);
  });

  test('may demand agreement with samples in a deployment', () => {
    const asked = { samples: [{ text: 'bad', label: 9 }], minimumAgreement: 1 };
    expect(planSmokeTest(asked, null).problems).toEqual([]);
  });

  test('expects no label that the data does not have', () => {
    const samples = [{ text: 'bad', label: 2 }];
    expect(planSmokeTest({ samples }, dataset).problems).toEqual([
      { field: 'smokeTest.samples.0.label', message: '2 is no label of the data, which has 0 to 1' },
    ]);
  });
});
