import { expect, test } from 'vitest';
import type { RunStatus } from '../../src/contract/status.js';
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
