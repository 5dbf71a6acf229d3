import { expect, test } from 'vitest';
import { gateLines, spendingLines } from '../../src/cli/gate-report.js';
import type { GateReport } from '../../src/contract/gate-report.js';
import type { GateStatus } from '../../src/contract/status.js';

const report: GateReport = {
  model: { id: 'bert', version: '2.0.1' },
  dataset: { uri: 's3://reviews/train/', rows: 720, classes: 2, classCounts: [300, 420] },
  metrics: { 'validation:accuracy': 0.91 },
  epochs: [{ epoch: 5, epochs: 5, loss: 0.31, valAccuracy: 0.91 }],
  predictions: [],
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

const told = (more: Partial<GateStatus> = {}): string =>
  gateLines({ gate: 'deployment', rule: 'manual', state: 'open', report, digest: '00ff', ...more }).join('\n');

test.each([
  ['the figures of training', /validation:accuracy = 0\.91/],
  ['the last epochs', /5\/5 {2}loss 0\.3100 {2}validation accuracy 91\.0 %/],
  ['the balance of the classes', /720 rows, 2 classes \(0: 300, 1: 420\)/],
  ['what it costs', /at most 33\.84 USD; endpoint 1\.41 USD an hour; at most 67\.68 USD in all/],
  ["the live model's figures", /live {8}reviews on old\n +accuracy = 0\.88/],
  ['both scores', /new 79\.0 % of 872 rows; live 75\.0 % of 872 rows/],
  ['the digest of this state of it', /--report 00ff/],
])('somebody who decides sees %s', (_title, text) => {
  expect(told()).toMatch(text);
});

test('somebody who decides sees why the gate asks', () => {
  expect(told({ because: 'beyond the budget' })).toMatch(/deployment \(manual\) is open: beyond the budget/);
});

test('approvals so far are told where several are needed', () => {
  const approvals = [{ by: 'ana', reason: 'better', at: '2026-11-01T00:00:00Z' }];
  expect(told({ quorum: 2, approvals })).toContain('1 of 2 approvals: ana (better)');
});

test('an unknown price is said, never shown as nothing', () => {
  expect(spendingLines({ training: null, endpoint: 0.0042, notes: ['no price of ml.x'] })).toEqual([
    '  spent       training unknown, endpoint 0.0042 USD',
    '              no price of ml.x',
  ]);
});
