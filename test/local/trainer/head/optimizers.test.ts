import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../../src/local/trainer/head/optimizers.js';
import type { OptimizerName, OptimizerSettings } from '../../../../src/local/trainer/head/optimizers.js';

const settings: OptimizerSettings = {
  learning_rate: 0.05,
  warmup_steps_fraction: 0.1,
  beta_1: 0.9,
  beta_2: 0.999,
  momentum: 0.9,
  epsilon: 1e-7,
  rho: 0.95,
  initial_accumulator_value: 0.0001,
};

/** A bowl with its bottom at (1, -2) and curvatures 1 and 4. */
const loss = ([x = 0, y = 0]: Float32Array): number => (x - 1) ** 2 / 2 + 2 * (y + 2) ** 2;
const gradient = ([x = 0, y = 0]: Float32Array): Float64Array => Float64Array.of(x - 1, 4 * (y + 2));

function descend(name: OptimizerName, changed: Partial<OptimizerSettings>, steps = 300): Float32Array {
  const weights = Float32Array.of(0, 0);
  const step = optimizers[name]({ ...settings, ...changed }, 2, steps);
  for (let i = 0; i < steps; i++) step(weights, gradient(weights));
  return weights;
}

describe('optimizers', () => {
  it.each([
    ['adam', 0.05],
    ['adamw', 0.05],
    ['sgd', 0.05],
    ['nesterov', 0.05],
    ['rmsprop', 0.05],
    ['adagrad', 0.5],
    ['adadelta', 1],
  ] as const)('%s comes down a convex loss', (name, learning_rate) => {
    // Adadelta starts with steps the size of sqrt(epsilon).
    const weights = descend(name, { learning_rate, epsilon: name === 'adadelta' ? 1e-3 : 1e-7 });
    expect(loss(weights)).toBeLessThan(0.02 * loss(Float32Array.of(0, 0)));
  });

  it('the first step of adam is as long as the learning rate', () => {
    expect(descend('adam', {}, 1)[0]).toBeCloseTo(0.05, 5);
  });

  it('sgd without momentum steps along the gradient', () => {
    expect([...descend('sgd', { momentum: 0 }, 1)]).toEqual([Math.fround(0.05), Math.fround(-0.4)]);
  });

  it('nesterov looks one momentum step ahead', () => {
    expect(descend('nesterov', { momentum: 0.9 }, 1)[0]).toBeCloseTo(0.05 * 1.9, 5);
  });

  it('rmsprop steps as far against a small gradient as against a large one', () => {
    const weights = Float32Array.of(0, 0);
    optimizers.rmsprop(settings, 2, 1)(weights, Float64Array.of(0.01, 100));
    expect(weights[0]).toBeCloseTo(weights[1]!, 4);
  });

  it('adadelta lengthens its steps while the slope stays', () => {
    const step = optimizers.adadelta({ ...settings, learning_rate: 1 }, 1, 10);
    const weights = Float32Array.of(0);
    const stepLengths = Array.from({ length: 10 }, () => {
      const before = weights[0]!;
      step(weights, Float64Array.of(1));
      return before - weights[0]!;
    });
    expect(stepLengths[9]).toBeGreaterThan(stepLengths[3]!);
  });

  it('adamw warms up: its first of ten warm-up steps is a tenth of the learning rate', () => {
    const weights = Float32Array.of(0, 0);
    optimizers.adamw(settings, 2, 100)(weights, gradient(weights));
    expect(weights[0]).toBeCloseTo(0.005, 6);
  });

  it('adamw comes to rest: its last step is far shorter than the learning rate', () => {
    const step = optimizers.adamw(settings, 1, 100);
    const weights = Float32Array.of(0);
    for (let i = 0; i < 99; i++) step(weights, Float64Array.of(1));
    const before = weights[0]!;
    step(weights, Float64Array.of(1));
    expect(before - weights[0]!).toBeLessThan(0.05 * 0.03);
  });
});
