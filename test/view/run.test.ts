import { expect, test } from 'vitest';
import type { RunStatus } from '../../src/contract/run/status.js';
import { phases } from '../../src/view/phases.js';
import { runHeadline, runRows } from '../../src/view/run.js';

const status: RunStatus = {
  run: 'reviews-1',
  type: 'fineTune',
  phase: 'deploy',
  outcome: 'running',
  model: { id: 'bert', version: '2.0.1' },
  warnings: [],
  gates: [],
  resources: [{ kind: 'training job', name: 'tw-1', state: 'Completed' }],
  metrics: { 'validation:accuracy': 0.91 },
  epochs: [],
  notes: [],
};
const stations = (more: Partial<RunStatus>): string =>
  phases({ ...status, ...more })
    .map(({ title, state }) => `${title} ${state}`)
    .join(', ');

test('a run that goes on is said to be in its phase', () => {
  expect(runHeadline(status)).toBe('Deploy in progress');
});

test('a run that failed says with what', () => {
  const failure = { type: 'NoCapacity', message: 'no ml.x' };
  expect(runHeadline({ ...status, outcome: 'failed', failure })).toBe('failed: NoCapacity: no ml.x');
});

test('the phases tell what is done, what goes on and what is ahead', () => {
  expect(stations({})).toBe('Plan done, Train done, Approve done, Deploy current, Smoke test ahead, Live ahead');
});

test('a deployment has no training among its phases', () => {
  expect(stations({ type: 'deploy' })).not.toContain('Train');
});

test('a run that only trained ends as done, not as live', () => {
  expect(stations({ phase: 'done', outcome: 'done' })).toContain('Done done');
});

test('what a run has come to names its resources and its figures apart from their texts', () => {
  expect(runRows(status)).toEqual([
    { title: 'model', text: 'bert 2.0.1' },
    { title: 'metric', text: 'validation:accuracy = 0.91', figure: 0.91 },
    { title: 'training job', text: 'tw-1: Completed', name: 'tw-1' },
  ]);
});

test('the share of the largest class stands beside an accuracy, and names of classes beside the data', () => {
  const dataset = { uri: 's3://reviews/', rows: 40, classes: 2, largestClassShare: 0.75 };
  const labels = ['negative', 'positive'];
  const heldOutScore = { rows: 100, accuracy: 0.875, largestClassShare: 0.7 };
  const rows = runRows({ ...status, dataset, labels, heldOutScore });
  expect(rows.map(({ text }) => text)).toEqual([
    'bert 2.0.1',
    's3://reviews/: 40 rows, 2 classes',
    '0 = negative, 1 = positive',
    'validation:accuracy = 0.91 (the largest class has 75.0 %)',
    '87.5 % of 100 rows (the largest class has 70.0 %)',
    'tw-1: Completed',
  ]);
});
