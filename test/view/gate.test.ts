import { expect, test } from 'vitest';
import type { GateReport } from '../../src/contract/run/gate-report.js';
import type { DecisionRecord } from '../../src/contract/messages.js';
import type { GateStatus } from '../../src/contract/run/status.js';
import { decisionText, gateRows, gateText, noticeText } from '../../src/view/gate.js';

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
  live: { name: 'reviews', region: 'eu-west-1', configName: 'old', modelNames: ['old'], metrics: { accuracy: 0.88 } },
  scores: { candidate: { rows: 872, accuracy: 0.79 }, live: { rows: 872, accuracy: 0.75 } },
};

const gate: GateStatus = { gate: 'deployment', rule: 'manual', state: 'open', report, digest: '00ff' };
const told = (more: Partial<GateStatus> = {}): string[] =>
  gateRows({ ...gate, ...more }).map(({ title, text, details = [] }) => [`${title}: ${text}`, ...details].join(' | '));

test.each([
  ['the model', 'model: bert 2.0.1'],
  ['the balance of the classes', 'data: s3://reviews/train/: 720 rows, 2 classes (0: 300, 1: 420)'],
  ['the figures of training', 'metric: validation:accuracy = 0.91'],
  ['the last epochs', 'epoch: 5/5  loss 0.3100  validation accuracy 91.0 %'],
  ['what the model answers, and how sure it is', 'predicts: 1 (98.0 %): A fine film.'],
  ['what training costs', 'training costs: at most 33.84 USD'],
  ['what the endpoint costs', 'endpoint costs: 1.41 USD an hour, counted for 24 h'],
  ['what the run costs at most', 'costs in all: at most 67.68 USD'],
  ["the live model's figures", 'live: reviews on old | accuracy = 0.88'],
  ['both scores', 'score: new 79.0 % of 872 rows; live 75.0 % of 872 rows'],
  ['the digest of this state of it', 'report: 00ff'],
])('somebody who decides sees %s', (_title, line) => {
  expect(told()).toContain(line);
});

test('a gate that waits tells until when, and why it asks', () => {
  expect(gateText({ ...gate, deadline: '2026-11-01T00:00:00Z', because: 'beyond the budget' })).toBe(
    'gate deployment (manual) waits for a decision until 2026-11-01T00:00:00Z: beyond the budget',
  );
});

const ana = { by: 'ana', reason: 'better', at: '2026-11-01T00:00:00Z' };
const ben = { ...ana, by: 'ben', reason: '' };

test('approvals so far are told where several are needed', () => {
  expect(told({ quorum: 2, approvals: [ana] })).toContain('approvals: 1 of 2: ana (better)');
});

const record: DecisionRecord = { gate: 'deployment', decision: 'approve', ...ben };

test.each<[string, Partial<DecisionRecord>, string]>([
  ['one approval', ana, 'gate deployment approved by ana: better'],
  ['a quorum, with all who approved', { approvals: [ana, ben] }, 'gate deployment approved by ana, ben'],
  [
    'a rejection, with who rejected and none of those who had approved',
    { decision: 'reject', reason: 'biased', approvals: [ana, { ...ana, by: 'cleo' }] },
    'gate deployment rejected by ben: biased',
  ],
  [
    'an approval before the last one needed',
    { decision: 'noted', approvals: [ana] },
    'gate deployment: approval of ben noted (1 so far); more are needed',
  ],
])('the decision tells %s', (_title, more, text) => {
  expect(decisionText({ ...record, ...more })).toBe(text);
});

test('a decided gate tells its decision', () => {
  expect(gateText({ gate: 'deployment', rule: 'manual', state: 'approved', decision: record })).toBe(
    'gate deployment approved by ben',
  );
});

test('a message to people who are not looking tells the run and how to answer', () => {
  expect(noticeText('reminder', 'reviews-1', { ...gate, because: 'beyond the budget' })).toBe(
    'reviews-1: gate deployment (manual) still waits for a decision: beyond the budget. ' +
      'Decide with: tunewright runs approve reviews-1 --gate deployment',
  );
});

test('every file that the run reads is told with size and ETag, so that another one is seen', () => {
  const uri = 's3://reviews/held-out/data.csv';
  const inputs = [{ what: 'validation data', uri, etag: '"e7"', bytes: 4_096 }] as const;
  expect(told({ report: { ...report, inputs: [...inputs] } })).toContain(
    `file of validation data: ${uri}: 4096 bytes | ETag "e7"`,
  );
});

test('what an update makes of the live endpoint is told as now and after', () => {
  const changes = [{ of: 'instances', now: '3', after: '1' }] as const;
  expect(told({ report: { ...report, changes: [...changes] } })).toContain(
    'instances of the live endpoint: 3 now -> 1 after the update',
  );
});

test('the commands that decide are those of one run, whatever a shell would make of its id', () => {
  expect(noticeText('reminder', "x'$(reboot)", gate)).toMatch(
    /tunewright runs approve 'x'\\''\$\(reboot\)' --gate deployment$/,
  );
});
