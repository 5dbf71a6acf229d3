import { describe, expect, it } from 'vitest';
import { epochLine } from '../../../../src/local/trainer/jobs/job-log.js';

const line = epochLine(3, 10, { loss: 0.42111, accuracy: 0.812 }, { loss: 0.451, accuracy: 0.79 });

describe('the line of an epoch', () => {
  it.each([/val_accuracy=([0-9\\.]+)/, /val_accuracy: ([0-9\\.]+)/])('gives the validation accuracy to %s', (regex) => {
    expect(regex.exec(line)?.[1]).toBe('0.7900');
  });

  it('is one line', () => {
    expect(line).toBe(
      'Epoch 3/10 - loss: 0.4211 - accuracy: 0.8120 - val_loss: 0.4510 - val_accuracy: 0.7900 - val_accuracy=0.7900',
    );
  });

  it('has no validation scores without validation data', () => {
    expect(epochLine(1, 1, { loss: 1, accuracy: 0.5 }, undefined)).toBe('Epoch 1/1 - loss: 1.0000 - accuracy: 0.5000');
  });
});
