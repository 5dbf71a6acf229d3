import type { GateName } from './run/requests.js';

/**
 * Names of the messages that a run understands.
 * - update `decide` ({@link Decision}): the caller learns at once whether the decision counts.
 * - signals `approve` and `reject` ({@link DecisionSignal}): for schedulers and the Temporal UI; an invalid one is noted in the status.
 * - query `status`: {@link RunStatus}, of the `endpoint` workflow {@link EndpointStatus}.
 * The `endpoint` workflow of a live endpoint understands updates of its own, see `endpoint-workflow.ts`.
 */
export const messageNames = {
  decide: 'decide',
  approve: 'approve',
  reject: 'reject',
  status: 'status',
} as const;

/**
 * Argument of the signals `approve` and `reject`, whose name is the decision.
 * @example { "gate": "deployment", "by": "ana", "reason": "good enough" }
 */
export interface DecisionSignal {
  /** May be left out when exactly one gate is open. */
  gate?: GateName;
  /** Who decides, 1 to 100 characters: a record, not a proof of identity. */
  by: string;
  reason?: string;
  /**
   * Digest of the report that the decision is about; a decision on an outdated report is refused. Left out: on whatever stands.
   * Needed once the run was reset. `report` is an older name of it.
   */
  digest?: string;
}

/**
 * Argument of the update `decide`. Refused with a reason where a member is unknown, no such gate is open, the report is outdated, or
 * the person may not decide.
 * @example { "decision": "approve", "gate": "deployment", "by": "ana" }
 */
export interface Decision extends DecisionSignal {
  decision: 'approve' | 'reject';
}

/** What became of a gate, and why. */
export interface DecisionRecord {
  gate: GateName;
  /** `noted`: an approval that counts, while more are needed. */
  decision: 'approve' | 'reject' | 'noted';
  /** A person's name as given (the last one's, where several were needed), or what decided instead: `rule`, `deadline`. */
  by: string;
  reason: string;
  /** ISO 8601, by the workflow's clock. */
  at: string;
  /** Digest of the report that was decided on; runs of earlier versions call it `report`. */
  digest?: string;
  /** The approvals so far where several are needed; the gate passes with the last of them. */
  approvals?: Approval[];
}

/** One voice of a quorum. */
export interface Approval {
  by: string;
  reason: string;
  /** ISO 8601. */
  at: string;
}
