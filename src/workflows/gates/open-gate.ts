import { defined } from '../../contract/defined.js';
import type { GateReport } from '../../contract/gate-report.js';
import { digestOf } from '../../contract/gate-report.js';
import type { Approval, Decision, DecisionRecord } from '../../contract/messages.js';
import type { GatePlan } from '../../contract/plan.js';
import type { GateName } from '../../contract/requests.js';
import type { GateStatus } from '../../contract/status.js';

/** A question while it waits: who may answer, what has been said, and about which state of the report. */
export class OpenGate {
  readonly gate: GateName;
  readonly plan: GatePlan;
  readonly deadline: string;
  readonly because: string | undefined;
  report: GateReport;
  digest: string;
  approvals: Approval[] = [];

  constructor(gate: GateName, plan: GatePlan, asked: { deadline: string; because?: string; report: GateReport }) {
    this.gate = gate;
    this.plan = plan;
    this.deadline = asked.deadline;
    this.because = asked.because;
    this.report = asked.report;
    this.digest = digestOf(asked.report);
  }

  /** What is asked about has changed: approvals of something else do not count. True if it has. */
  show(report: GateReport): boolean {
    const digest = digestOf(report);
    this.report = report;
    if (digest === this.digest) return false;
    this.digest = digest;
    this.approvals = [];
    return true;
  }

  /** Why this decision can't count, or null. */
  fault({ decision, by, report }: Decision): string | null {
    const { approvers, quorum } = this.plan;
    if (report !== undefined && report !== this.digest) {
      return `report ${report} is outdated: what the gate ${this.gate} asks about has changed; look again (its report is ${this.digest} now)`;
    }
    if (approvers.length > 0 && (by === undefined || !approvers.includes(by))) {
      return `${by === undefined ? 'a decision without a name' : `"${by}"`} does not count at the gate ${this.gate}: its approvers are ${approvers.join(', ')}`;
    }
    if (quorum > 1 && by === undefined) {
      return `the gate ${this.gate} needs ${quorum} approvals of different people: say who you are ("by")`;
    }
    if (decision === 'approve' && this.approvals.some((approval) => approval.by === by)) {
      return `"${by}" has approved the gate ${this.gate} already; it needs ${quorum - this.approvals.length} more of other people`;
    }
    return null;
  }

  /** Takes a decision without a fault. `noted`: more approvals are needed. */
  take({ decision, by = 'unnamed', reason = '' }: Decision, at: string): DecisionRecord {
    const said = { by, reason, at };
    const record = { gate: this.gate, ...said, report: this.digest };
    if (decision === 'reject') return { ...record, decision, ...this.#voices() };
    this.approvals = [...this.approvals, said];
    return {
      ...record,
      decision: this.approvals.length < this.plan.quorum ? 'noted' : 'approve',
      ...this.#voices(),
    };
  }

  get status(): GateStatus {
    const { approvers, rule } = this.plan;
    return {
      gate: this.gate,
      rule,
      state: 'open',
      deadline: this.deadline,
      ...defined({ because: this.because }),
      report: this.report,
      digest: this.digest,
      ...(approvers.length === 0 ? {} : { approvers }),
      ...this.#voices(),
    };
  }

  #voices(): { quorum?: number; approvals?: Approval[] } {
    return this.plan.quorum === 1 ? {} : { quorum: this.plan.quorum, approvals: this.approvals };
  }
}
