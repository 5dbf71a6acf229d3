import { expect, test } from 'vitest';
import type { RunSnapshot } from '../../../src/client/index.js';
import { runView } from '../../../src/console/server/views/run-view.js';
import type { RunStatus } from '../../../src/contract/run/status.js';

const summary = { run: 'reviews-1', type: 'fineTune', status: 'RUNNING', accuracy: 0.8, usd: 1.5 };
const viewOf = (more: Partial<RunStatus> | null): ReturnType<typeof runView> => {
  const status = more && {
    gates: [],
    resources: [],
    epochs: [],
    warnings: [],
    notes: [],
    metrics: {},
    model: {},
    ...more,
  };
  const record = { request: {}, plan: null, steps: [], cancelRequested: false };
  return runView({ summary, status, record, history: '' } as unknown as RunSnapshot, { ui: null });
};
const heldOutIn = (more: Partial<RunStatus>): ReturnType<typeof runView>['heldOut'] => viewOf(more).heldOut;
const confusion = [
  [3, 1],
  [0, 4],
];

test('a run tells what its model took for what on its held-out rows, with the names of the classes', () => {
  const mistakes = [{ text: 'not bad', label: 0, predicted: 1, probability: 0.9 }];
  const heldOutScore = { rows: 8, accuracy: 0.875, largestClassShare: 0.5, confusion, mistakes };
  expect(heldOutIn({ heldOutScore, labels: ['bad', 'good'] })).toEqual({ ...heldOutScore, labels: ['bad', 'good'] });
});

test('a score of an older version has neither the largest class nor what was taken for what', () => {
  expect(heldOutIn({ heldOutScore: { rows: 8, accuracy: 0.875 } })).toEqual({
    rows: 8,
    accuracy: 0.875,
    largestClassShare: null,
    confusion: null,
    labels: null,
    mistakes: [],
  });
});

test('a run that was not scored tells no score', () => {
  expect(heldOutIn({})).toBeNull();
});

test('accuracy and cost are those of the run itself, and without a worker what the list has of them', () => {
  const metrics = { 'validation:accuracy': 0.9 };
  const spending = { training: 1, endpoint: 2, notes: [] };
  expect(viewOf({ metrics, spending })).toMatchObject({ accuracy: 0.9, usd: 3 });
  expect(viewOf(null)).toMatchObject({ accuracy: 0.8, usd: 1.5 });
});

test('a cost of which a half is not known is not known', () => {
  const spending = { training: 1, endpoint: null, notes: [] };
  expect(viewOf({ spending })).toMatchObject({ usd: null });
});
