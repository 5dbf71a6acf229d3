import { expect, test } from 'vitest';
import { runLines } from '../../src/cli/run-lines.js';
import type { GateReport } from '../../src/contract/run/gate-report.js';
import type { RunStatus } from '../../src/contract/run/status.js';

const metrics = { 'validation:accuracy': 0.91 };
const epochs = [{ epoch: 5, epochs: 5, loss: 0.31 }];
const cost = { trainingAtMost: null, trainingLikely: null, endpointPerHour: null, endpointHours: 0, atMost: null };
const report: GateReport = {
  model: { id: 'bert', version: '2.0.1' },
  metrics,
  epochs,
  predictions: [],
  cost: { currency: 'USD', ...cost, notes: [] },
};
const status: RunStatus = {
  run: 'reviews-1',
  type: 'fineTune',
  phase: 'approve',
  outcome: 'running',
  model: report.model,
  dataset: { uri: 's3://reviews/train/', rows: 720, classes: 2 },
  warnings: ['few rows'],
  gates: [{ gate: 'deployment', rule: 'manual', state: 'open', digest: '925ee327a64079a8', report }],
  resources: [{ kind: 'training job', name: 'reviews-1-a', state: 'Completed' }],
  metrics,
  epochs,
  notes: ['on the second instance type'],
};
const shown = (more: Partial<RunStatus> = {}): string =>
  runLines({ ...status, ...more })
    .map(([text]) => text)
    .join('\n');

test('every row of a run is shown', () => {
  expect(shown()).toMatch(/model +bert/);
  expect(shown()).toMatch(/data +s3:\/\/reviews\/train\/: 720 rows, 2 classes/);
  expect(shown()).toMatch(/training job +reviews-1-a: Completed/);
});

test('warnings and notes are shown', () => {
  expect(shown()).toContain('  warning: few rows');
  expect(shown()).toContain('  note: on the second instance type');
});

test('an open gate is shown with the commands that decide, and what the run has told already is not said again', () => {
  expect(shown()).toContain('gate deployment (manual) waits for a decision');
  expect(shown()).toContain('tunewright runs approve reviews-1 --gate deployment');
  expect(shown()).toContain('925ee327a64079a8');
  expect(shown().match(/validation:accuracy = 0.91/g)).toHaveLength(1);
  expect(shown().match(/loss 0.3100/g)).toHaveLength(1);
});

test('a training job under way is shown with its epochs, its newest line and what keeps us from looking', () => {
  const progress = {
    ...{ trainingJobName: 'reviews-1-a', status: 'InProgress', secondaryStatus: 'Training', epochs },
    ...{ logTail: ['Epoch 5/5', 'loss: 0.31'], trouble: 'ExpiredToken' },
  };
  const lines = shown({ phase: 'train', gates: [], epochs: [], metrics: {}, progress });
  expect(lines).toContain('  Training');
  expect(lines).toContain("  can't look: ExpiredToken");
  expect(lines).toContain('  | loss: 0.31');
  expect(lines).toContain('5/5  loss 0.3100');
});

test('a step that is tried again is shown with the reason', () => {
  const trouble = 'smokeTestEndpoint is tried again (attempt 5): ServiceUnavailable: throttled';
  expect(shown({ trouble })).toContain(`  ${trouble}`);
});
