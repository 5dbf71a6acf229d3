import { describe, expect, it } from 'vitest';
import { earlyStopping } from '../../../../src/local/trainer/jobs/early-stopping.js';

const stopsAfter = (accuracies: number[], on = true, minDelta = 0): number =>
  accuracies.findIndex(
    earlyStopping({ early_stopping: on, early_stopping_patience: 2, early_stopping_min_delta: minDelta }),
  ) + 1;

describe('early stopping', () => {
  it('stops after as many epochs without a gain as its patience', () => {
    expect(stopsAfter([0.5, 0.6, 0.6, 0.59, 0.7])).toBe(4);
  });

  it('starts to count again after a gain', () => {
    expect(stopsAfter([0.5, 0.4, 0.6, 0.5, 0.7])).toBe(0);
  });

  it('takes a gain of min_delta or less for none', () => {
    expect(stopsAfter([0.5, 0.505, 0.508], true, 0.01)).toBe(3);
  });

  it('never stops when it is off', () => {
    expect(stopsAfter([0.5, 0.5, 0.5, 0.5], false)).toBe(0);
  });
});
