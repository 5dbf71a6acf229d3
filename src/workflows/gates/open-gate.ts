import { defined } from '../../contract/defined.js';
import type { GateReport } from '../../contract/run/gate-report.js';
import { digestOf, partsOf } from '../../contract/run/gate-report.js';
import type { Approval, DecisionRecord } from '../../contract/messages.js';
import { isSamePerson } from '../../contract/person.js';
import type { GatePlan } from '../../contract/run/plan.js';
import type { GateName } from '../../contract/run/requests.js';
import type { GateStatus } from '../../contract/run/status.js';
import type { Read } from './decision-shape.js';

/** A question while it waits: who may answer, what has been said, and about which state of the report. */
export class OpenGate {
  readonly gate: GateName;
  readonly plan: GatePlan;
  readonly deadline: string;
  readonly because: string | undefined;
  report: GateReport;
  digest: string;
  approvals: Approval[] = [];
  readonly #life: string | null;

  /** @param life null in the execution that the run's start began; else it names the one that a reset began */
  constructor(
    gate: GateName,
    plan: GatePlan,
    asked: { deadline: string; because?: string; report: GateReport },
    life: string | null,
  ) {
    this.gate = gate;
    this.plan = plan;
    this.#life = life;
    this.deadline = asked.deadline;
    this.because = asked.because;
    this.report = asked.report;
    this.digest = digestOf(asked.report, life);
  }

  /** What is asked about has changed: approvals of something else do not count. True if it has. */
  show(report: GateReport): boolean {
    const digest = digestOf(report, this.#life);
    this.report = report;
    if (digest === this.digest) return false;
    this.digest = digest;
    this.approvals = [];
    return true;
  }

  /**
   * Why this decision can't count, or null; of its digest only the part that names the report is looked at.
   * @param isSame are these two names one person?
   */
  fault({ decision, by, digest }: Read, isSame = isSamePerson): string | null {
    const { approvers, quorum } = this.plan;
    if (digest !== undefined && partsOf(digest).report !== partsOf(this.digest).report) {
      return `report ${digest} is outdated: what the gate ${this.gate} asks about has changed; look again (its report is ${this.digest} now)`;
    }
    if (approvers.length > 0 && (by === undefined || !approvers.some((approver) => isSame(approver, by)))) {
      return `${by === undefined ? 'a decision without a name' : `"${by}"`} does not count at the gate ${this.gate}: its approvers are ${approvers.join(', ')}`;
    }
    if (quorum > 1 && by === undefined) {
      return `the gate ${this.gate} needs ${quorum} approvals of different people: say who you are ("by")`;
    }
    if (decision === 'approve' && by !== undefined && this.approvals.some((approval) => isSame(approval.by, by))) {
      return `"${by}" has approved the gate ${this.gate} already; it needs ${quorum - this.approvals.length} more of other people`;
    }
    return null;
  }

  /**
   * A reset hands the run's messages to its next life again: a decision of before must not count there unseen. So a life that a
   * reset began takes only decisions that carry its own digest.
   */
  lifeFault({ digest }: Read): string | null {
    if (digest === undefined ? this.#life === null : partsOf(digest).life === this.#life) return null;
    const reset = this.#life === null ? '' : `this run was reset, which repeats messages of before; `;
    return `${reset}${digest === undefined ? 'say which report you decide on' : `digest ${digest} is of another life of this run`} (its report is ${this.digest} now)`;
  }

  /** Takes a decision without a fault. `noted`: more approvals are needed. */
  take({ decision, by = 'unnamed', reason = '' }: Read, at: string): DecisionRecord {
    const said = { by, reason, at };
    const record = { gate: this.gate, ...said, digest: this.digest };
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
