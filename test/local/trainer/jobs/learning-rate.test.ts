import { expect, test } from 'vitest';
import type { ModelSpec } from '../../../../src/catalog/index.js';
import { learningRateWarning } from '../../../../src/local/trainer/jobs/learning-rate.js';
import { standInFindings } from '../../../../src/plan/decide/stand-in.js';

const spec = { standIn: { encoder: '', trains: ['top_layer', 'all'], note: '' } } as unknown as ModelSpec;

/** The rate that a warning tells to try; undefined where there is no warning. */
const advised = (warning: string | undefined): string | undefined => /try ([\d.]+)/.exec(warning ?? '')?.[1];

const cases = [true, false].flatMap((topLayerOnly) =>
  [1e-6, 1e-5, 1e-4, 2e-4, 5e-4, 1e-3, 3e-3, 0.1].map((rate) => ({ topLayerOnly, rate })),
);

test.each(cases)('the plan and the trainer advise the same on $rate, top layer only: $topLayerOnly', (given) => {
  const { topLayerOnly, rate } = given;
  const hyperparameters = { train_only_top_layer: topLayerOnly ? 'True' : 'False', learning_rate: String(rate) };
  const planned = standInFindings(spec, hyperparameters).warnings.find((text) => text.includes('learning_rate'));
  expect(advised(planned)).toBe(advised(learningRateWarning(rate, { topLayerOnly })));
});

test('the rate that is advised gets no warning', () => {
  expect(learningRateWarning(0.003, { topLayerOnly: true })).toBeUndefined();
  expect(learningRateWarning(0.0002, { topLayerOnly: false })).toBeUndefined();
});
