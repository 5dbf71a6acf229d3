import { expect, test } from 'vitest';
import { Narrator } from '../../src/cli/follow.js';
import type { RunStatus } from '../../src/contract/run/status.js';

const status: RunStatus = {
  run: 'reviews-1',
  type: 'fineTune',
  phase: 'approve',
  outcome: 'running',
  model: { id: 'bert' },
  warnings: [],
  gates: [],
  resources: [],
  metrics: {},
  epochs: [],
  notes: [],
};

function told(...statuses: Partial<RunStatus>[]): string[] {
  const lines: string[] = [];
  const narrator = new Narrator((line) => lines.push(line));
  for (const more of statuses) narrator.tell({ ...status, ...more });
  return lines;
}

test('a gate that waits is told once, with the commands that decide', () => {
  const open: Partial<RunStatus> = {
    gates: [{ gate: 'deployment', rule: 'manual', state: 'open', because: 'beyond the budget' }],
  };
  const gate = told(open, open).filter((line) => line.includes('waits for a decision'));
  expect(gate).toHaveLength(1);
  expect(gate[0]).toContain(': beyond the budget');
  expect(gate[0]).toContain('tunewright runs approve reviews-1 --gate deployment');
});

test('each further voice of a quorum is told', () => {
  const voice = (by: string) => ({ by, reason: '', at: '' });
  const gate = { gate: 'traffic', rule: 'manual', state: 'open', quorum: 3 } as const;
  const lines = told(
    { gates: [{ ...gate, approvals: [voice('ana')] }] },
    { gates: [{ ...gate, approvals: [voice('ana'), voice('ben')] }] },
  );
  expect(lines.filter((line) => line.includes('approvals '))).toEqual([
    '  gate traffic: approvals 1 of 3: ana',
    '  gate traffic: approvals 2 of 3: ana, ben',
  ]);
});

test('a deployment is not said to be trained', () => {
  expect(told({ type: 'deploy' }).join('\n')).not.toContain('Trained');
});

test('a run that only trained is not said to be live', () => {
  expect(told({ phase: 'done' }).join('\n')).not.toContain('Live');
});
