import { expect, test } from 'vitest';
import type { GateReport } from '../../src/contract/run/gate-report.js';
import { digestOf } from '../../src/contract/run/gate-report.js';

const report: GateReport = {
  model: { id: 'bert', version: '2.0.1' },
  dataset: { uri: 's3://reviews/train/', rows: 720, classes: 2, classCounts: [300, 420] },
  metrics: { 'validation:accuracy': 0.91 },
  epochs: [{ epoch: 5, epochs: 5, loss: 0.31, valAccuracy: 0.91 }],
  predictions: [{ text: 'A fine film.', probabilities: [0.02, 0.98], labels: [0, 1], predictedLabel: 1 }],
  cost: {
    currency: 'USD',
    trainingAtMost: 33.84,
    trainingLikely: null,
    endpointPerHour: 1.41,
    endpointHours: 24,
    atMost: 67.68,
    notes: [],
  },
};

test('a report keeps its digest from version to version: people have it before them while the worker is replaced', () => {
  expect(digestOf(report)).toBe('925ee327a64079a8');
});

test('money spent since does not change the digest', () => {
  const spending = { training: 1, endpoint: 0, notes: [] };
  expect(digestOf({ ...report, spending })).toBe(digestOf(report));
});

test('another figure is another digest', () => {
  expect(digestOf({ ...report, metrics: { 'validation:accuracy': 0.92 } })).not.toBe(digestOf(report));
});
