import { describe, expect, it } from 'vitest';
import { dropOut, evaluate, trainingEpochs } from '../../../../src/local/trainer/head/head-training.js';
import type { HeadTrainingSettings, Samples } from '../../../../src/local/trainer/head/head-training.js';
import { untrainedHead } from '../../../../src/local/trainer/head/head.js';
import type { Head } from '../../../../src/local/trainer/head/head.js';
import { seededRandom } from '../../../../src/local/trainer/numbers/seeded-random.js';

const settings: HeadTrainingSettings = {
  optimizer: 'adam',
  epochs: 20,
  batch_size: 8,
  learning_rate: 0.01,
  warmup_steps_fraction: 0.1,
  beta_1: 0.9,
  beta_2: 0.999,
  momentum: 0.9,
  epsilon: 1e-7,
  rho: 0.95,
  initial_accumulator_value: 0.0001,
  dropout_rate: 0.2,
  regularizers_l2: 0.0001,
};

/** Three clouds around the corners of a triangle, in twelve dimensions of which ten are noise. */
function clouds(): Samples {
  const random = seededRandom(7);
  const labels = Array.from({ length: 60 }, (_, row) => row % 3);
  const features = labels.map((label) =>
    Float32Array.from({ length: 12 }, (_, place) => (place === label ? 2 : 0) + random() - 0.5),
  );
  return { features, labels };
}

function train(changed: Partial<HeadTrainingSettings> = {}, seed = 1): Head {
  const head = untrainedHead(12, 3, seed);
  for (const _ of trainingEpochs(head, clouds(), { ...settings, ...changed }, seededRandom(seed)));
  return head;
}

const kernelNorm = ({ weights }: Head): number => Math.hypot(...weights.subarray(0, 36));

describe('training of the top layer', () => {
  it('learns three separable classes', () => {
    expect(evaluate(train(), clouds(), 0).accuracy).toBeGreaterThan(0.95);
  });

  it('has one report an epoch', () => {
    expect([...trainingEpochs(untrainedHead(12, 3, 1), clouds(), settings, seededRandom(1))]).toHaveLength(20);
  });

  it('gives the same weights for the same seed', () => {
    expect(train()).toEqual(train());
  });

  it('gives other weights for another seed', () => {
    expect(train({}, 2).weights).not.toEqual(train({}, 1).weights);
  });

  it('ends with smaller weights under a stronger L2 penalty', () => {
    expect(kernelNorm(train({ regularizers_l2: 0.1 }))).toBeLessThan(0.8 * kernelNorm(train({ regularizers_l2: 0 })));
  });

  it('counts the L2 penalty of the kernel, not of the bias, in the loss', () => {
    const head = { dimension: 1, classes: 2, weights: Float32Array.of(3, 0, 5, 5) };
    const samples = { features: [Float32Array.of(0)], labels: [0] };
    expect(evaluate(head, samples, 0.1).loss).toBeCloseTo(Math.log(2) + 0.1 * 9, 6);
  });

  it('follows the true gradient: one sgd step agrees with finite differences of the loss', () => {
    const samples = clouds();
    const before = untrainedHead(12, 3, 1);
    const after = untrainedHead(12, 3, 1);
    const plain = {
      optimizer: 'sgd',
      momentum: 0,
      epochs: 1,
      batch_size: 60,
      dropout_rate: 0,
      regularizers_l2: 0.01,
    } as const;
    for (const _ of trainingEpochs(after, samples, { ...settings, ...plain }, seededRandom(1)));
    const lossAt = (place: number, shift: number): number => {
      const weights = before.weights.slice();
      weights[place]! += shift;
      return evaluate({ ...before, weights }, samples, 0.01).loss;
    };
    for (const place of [0, 17, 35, 36, 38]) {
      const slope = (lossAt(place, 0.01) - lossAt(place, -0.01)) / 0.02;
      expect((before.weights[place]! - after.weights[place]!) / settings.learning_rate).toBeCloseTo(slope, 3);
    }
  });
});

describe('dropout', () => {
  const ones = new Float32Array(10_000).fill(1);

  it('sets the given part of the inputs to zero', () => {
    const out = new Float32Array(10_000);
    dropOut(ones, 0.3, seededRandom(1), out);
    expect(out.filter((value) => value === 0).length / 10_000).toBeCloseTo(0.3, 1);
  });

  it('keeps the expected sum', () => {
    const out = new Float32Array(10_000);
    dropOut(ones, 0.3, seededRandom(1), out);
    expect(out.reduce((a, b) => a + b) / 10_000).toBeCloseTo(1, 1);
  });

  it('changes what is learned, and not what a trained head answers', () => {
    const head = train({ dropout_rate: 0.5 });
    expect(head.weights).not.toEqual(train({ dropout_rate: 0 }).weights);
    expect(evaluate(head, clouds(), 0)).toEqual(evaluate(head, clouds(), 0));
  });
});
