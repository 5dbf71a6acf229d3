import { userInfo } from 'node:os';
import type { Run } from '../client/index.js';
import type { DecisionRecord } from '../contract/messages.js';
import type { GateName } from '../contract/requests.js';
import { gateLines } from './gate-report.js';
import { isTerminal, print, printJson, say } from './output.js';
import { withTunewright } from './with-tunewright.js';

export interface DecisionOptions {
  gate?: string;
  by?: string;
  reason?: string;
  report?: string;
  json?: true;
}

/** Approves or rejects at a gate; whoever sits at a terminal sees what about first. */
export async function decide(id: string, decision: 'approve' | 'reject', options: DecisionOptions): Promise<void> {
  const { gate, by = userInfo().username, reason, report } = options;
  const record = await withTunewright(async (tunewright) => {
    const run = tunewright.run(id);
    if (isTerminal() && options.json !== true) await showOpenGates(run, gate);
    return run[decision](gate as GateName | undefined, {
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(report === undefined ? {} : { report }),
    });
  });
  if (options.json === true) printJson({ run: id, ...record });
  else print(`gate ${record.gate} of ${id}: ${outcomeText(record)}`);
}

async function showOpenGates(run: Run, asked: string | undefined): Promise<void> {
  const status = await run.status();
  for (const gate of status?.gates ?? []) {
    if (gate.state === 'open' && (asked ?? gate.gate) === gate.gate) gateLines(gate).forEach((line) => say(line));
  }
}

function outcomeText({ decision, by, approvals = [] }: DecisionRecord): string {
  if (decision === 'noted') return `approval of ${by} noted (${approvals.length} so far); more are needed`;
  return `${decision === 'approve' ? 'approved' : 'rejected'} by ${by}`;
}
