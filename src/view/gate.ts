import type { Notice } from '../contract/activities.js';
import { defined } from '../contract/defined.js';
import type { DecisionRecord, DecisionSignal } from '../contract/messages.js';
import type { GateName } from '../contract/run/requests.js';
import type { GateStatus } from '../contract/run/status.js';
import { reportRows } from './gate-report.js';
import type { Row } from './row.js';
import { row } from './row.js';
import { shellWord } from '../contract/shell-word.js';

/** Where a gate stands: `gate deployment (manual) waits for a decision until 2026-…: beyond the budget`. */
export function gateText(gate: GateStatus): string {
  return gate.decision === undefined ? asking(gate, 'waits') : decisionText(gate.decision);
}

type Asking = Pick<GateStatus, 'gate' | 'rule' | 'deadline' | 'because'>;

const asking = ({ gate, rule, deadline, because }: Asking, waits: string): string =>
  `gate ${gate} (${rule}) ${waits} for a decision${deadline === undefined ? '' : ` until ${deadline}`}${because === undefined ? '' : `: ${because}`}`;

/** `gate deployment approved by ana, ben: better` */
export function decisionText(record: DecisionRecord): string {
  const { gate, decision, by, approvals = [] } = record;
  if (decision === 'noted') {
    return `gate ${gate}: approval of ${by} noted (${approvals.length} so far); more are needed`;
  }
  return `gate ${gate} ${verdictText(record)}`;
}

/** Without the gate and the time: `approved by ana, ben: better`. */
function verdictText({ decision, by, reason, approvals = [] }: DecisionRecord): string {
  const why = reason === '' ? '' : `: ${reason}`;
  if (decision === 'reject') return `rejected by ${by}${why}`;
  // Of a quorum all have approved; `by` is only the last of them.
  return `approved by ${approvals.length > 1 ? approvals.map((approval) => approval.by).join(', ') : by}${why}`;
}

/** Why a decision comes too late. */
export const decidedAlreadyText = ({ gate, decision, by, at }: DecisionRecord): string =>
  `gate ${gate} is already ${decision === 'approve' ? 'approved' : 'rejected'} by ${by} at ${at}`;

/** A decided gate in the table of its run, with the time. */
export const decisionRow = (record: DecisionRecord): Row =>
  row(`gate ${record.gate}`, verdictText(record), { details: [record.at] });

/** What is asked about, who may answer, and what has been said; the digest names this state of the report. */
export function gateRows(gate: GateStatus): Row[] {
  const { report, digest, approvers = [], approvals = [], quorum = 1 } = gate;
  return [
    ...(report === undefined ? [] : reportRows(report)),
    ...(approvers.length === 0 ? [] : [row('approvers', approvers.join(', '))]),
    ...(quorum > 1 || approvals.length > 0 ? [row('approvals', approvalsText(gate))] : []),
    ...(digest === undefined ? [] : [row('report', digest, { name: digest })]),
  ];
}

/** `1 of 2: ana (better)` */
export function approvalsText({ approvals = [], quorum = 1 }: GateStatus): string {
  const names = approvals.map(({ by, reason }) => (reason === '' ? by : `${by} (${reason})`));
  return `${approvals.length} of ${quorum}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}

/** The commands that answer. */
export const decisionCommands = (run: string, gate: GateName): { approve: string; reject: string } => ({
  approve: `tunewright runs approve ${shellWord(run)} --gate ${gate}`,
  reject: `tunewright runs reject ${shellWord(run)} --gate ${gate} --reason "…"`,
});

/** What the signals `approve` and `reject` take, and with a `decision` the update `decide`; to be filled in. */
export const sampleDecision = ({ gate, digest }: GateStatus): DecisionSignal => ({
  gate,
  by: 'your name',
  reason: '…',
  ...defined({ digest }),
});

const waits: Record<Notice['kind'], string> = {
  opened: 'waits',
  reminder: 'still waits',
  escalation: 'has waited long',
  closed: 'waited',
};

/** One message to people who are not looking: with the run, and how to answer. */
export function noticeText(kind: Notice['kind'], run: string, gate: Asking, record?: DecisionRecord): string {
  if (record !== undefined) return `${run}: ${decisionText(record)}`;
  return `${run}: ${asking(gate, waits[kind])}. Decide with: ${decisionCommands(run, gate.gate).approve}`;
}
