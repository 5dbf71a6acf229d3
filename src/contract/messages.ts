import type { GateName } from './requests.js';

/**
 * Names of the messages that a run understands.
 * - update `decide` ({@link Decision}): the caller learns at once whether the decision counts.
 * - signals `approve` and `reject` ({@link DecisionSignal}): for schedulers and the Temporal UI; an invalid one is noted in the status.
 * - query `status`: {@link RunStatus}.
 */
export const messageNames = {
  decide: 'decide',
  approve: 'approve',
  reject: 'reject',
  status: 'status',
} as const;

export interface DecisionSignal {
  /** May be left out when exactly one gate is open. */
  gate?: GateName;
  /** Who decides: a record, not a proof of identity. */
  by?: string;
  reason?: string;
}

export interface Decision extends DecisionSignal {
  decision: 'approve' | 'reject';
}

/** What became of a gate, and why. */
export interface DecisionRecord {
  gate: GateName;
  decision: 'approve' | 'reject';
  /** A person's name as given, or what decided instead: `rule`, `deadline`. */
  by: string;
  reason: string;
  /** ISO 8601, by the workflow's clock. */
  at: string;
}
