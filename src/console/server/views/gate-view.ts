import { isSamePerson } from '../../../contract/person.js';
import type { GateStatus } from '../../../contract/run/status.js';
import { decisionCommands, gateRows, gateText } from '../../../view/gate.js';
import type { Gate, User } from '../../api/index.js';
import { may } from '../security/guard.js';

/** A gate as nobody in particular sees it. */
export function gateView(run: string, gate: GateStatus): Gate {
  return {
    gate: gate.gate,
    state: gate.state,
    rule: gate.rule,
    text: gateText(gate),
    because: gate.because ?? null,
    deadline: gate.deadline ?? null,
    digest: gate.digest ?? null,
    rows: gateRows(gate).map((row) => ({ ...row })),
    report: gate.report ?? null,
    approvers: gate.approvers ?? [],
    quorum: gate.quorum ?? 1,
    approvals: gate.approvals ?? [],
    decision: gate.decision ?? null,
    mayDecide: false,
    whyNot: null,
    commands: decisionCommands(run, gate.gate),
  };
}

/** Who decides is known by more than the role: the gate may name people, and the console may keep starters out. */
interface Deciding {
  readonly user: User;
  readonly startedBy: string | null;
  /** False: who started the run may not decide. */
  readonly selfApproval: boolean;
}

/** Why that user may not decide at the gate; null where they may. */
function whyNot({ state, approvers }: Gate, { user, startedBy, selfApproval }: Deciding): string | null {
  if (state !== 'open') return 'it is decided';
  if (!may(user, 'approver')) return `this needs the role approver; ${user.name} is ${user.role}`;
  if (approvers.length > 0 && !approvers.some((name) => isSamePerson(name, user.name))) {
    return `${user.name} is not one of its approvers (${approvers.join(', ')})`;
  }
  const isOwn = startedBy !== null && isSamePerson(startedBy, user.name);
  return isOwn && !selfApproval ? `${user.name} started the run, so somebody else decides` : null;
}

export function gateFor(gate: Gate, deciding: Deciding): Gate {
  const reason = whyNot(gate, deciding);
  return { ...gate, mayDecide: reason === null, whyNot: reason };
}
