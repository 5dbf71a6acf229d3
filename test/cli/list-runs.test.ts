import { describe, expect, test } from 'vitest';
import { runCells, waitsFor } from '../../src/cli/commands/runs/list-runs.js';
import type { RunSummary } from '../../src/client/index.js';
import type { GateStatus } from '../../src/contract/run/status.js';

const now = Date.parse('2026-11-25T12:00:00Z');
const run: RunSummary = {
  run: 'nightly',
  type: 'fineTune',
  status: 'RUNNING',
  startedAt: '2026-11-25T09:00:00Z',
  closedAt: null,
  phase: 'train',
  model: 'm',
  endpoint: null,
  startedBy: null,
  accuracy: 0.912,
  usd: 1.5,
};

describe('a line of runs list', () => {
  test('tells phase, model, accuracy, cost and age', () => {
    expect(runCells(run, now)).toEqual(['nightly', 'fineTune', 'train', 'm', '91.2 %', '1.50 USD', '3 h']);
  });

  test('leaves empty what is not known', () => {
    const bare = { ...run, model: null, accuracy: null, usd: null };
    expect(runCells(bare, now).slice(3, 6)).toEqual(['', '', '']);
  });

  test('says how a run ended that could not say so itself', () => {
    expect(runCells({ ...run, status: 'TERMINATED' }, now)[2]).toBe('terminated');
  });

  test('keeps the end that the run itself told', () => {
    expect(runCells({ ...run, status: 'FAILED', phase: 'rejected' }, now)[2]).toBe('rejected');
  });
});

describe('a run waits for somebody', () => {
  const gate: GateStatus = { gate: 'deployment', rule: 'manual', state: 'open' };
  const waits = (more: Partial<GateStatus>): boolean => waitsFor({ gates: [{ ...gate, ...more }] }, 'ana');

  test('where anybody may decide', () => expect(waits({})).toBe(true));
  test('where that person may decide', () => expect(waits({ approvers: ['ana', 'ben'] })).toBe(true));
  test('not where only others may', () => expect(waits({ approvers: ['ben'] })).toBe(false));
  test('not at a gate that is decided', () => expect(waits({ state: 'approved' })).toBe(false));
  test('not who has approved already', () => {
    const approvals = [{ by: 'ana', at: '2026-11-25T10:00:00Z' }] as GateStatus['approvals'];
    expect(waits({ approvals: approvals ?? [] })).toBe(false);
  });
});
