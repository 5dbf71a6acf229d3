import { ApplicationFailure, condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { metricRule, ruleHolds } from '../contract/gate-rule.js';
import type { FailureType } from '../contract/failures.js';
import type { Decision, DecisionRecord, DecisionSignal } from '../contract/messages.js';
import { messageNames } from '../contract/messages.js';
import type { GateName, GateRule } from '../contract/requests.js';
import type { Metrics } from '../contract/results.js';
import { parseDecision } from './decision-shape.js';
import type { StatusBoard } from './status-board.js';

const decideUpdate = defineUpdate<DecisionRecord, [Decision]>(messageNames.decide);
const approveSignal = defineSignal<[DecisionSignal]>(messageNames.approve);
const rejectSignal = defineSignal<[DecisionSignal]>(messageNames.reject);

/** Asks the questions of a run and takes the answers. Make it before the first await: updates that come earlier are refused. */
export class Gates {
  readonly decisions: Partial<Record<GateName, DecisionRecord>> = {};
  readonly #board: StatusBoard;
  readonly #open = new Set<GateName>();

  constructor(board: StatusBoard) {
    this.#board = board;
    setHandler(decideUpdate, (decision) => this.#decide(decision), {
      validator: (decision) => {
        const fault = this.#fault(decision);
        if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'InvalidDecision');
      },
      description: 'Approve or reject an open gate: {gate?, decision: "approve"|"reject", by?, reason?}',
    });
    setHandler(approveSignal, (signal) => this.#take(signal, 'approve'), {
      description: 'Approve the open gate: {gate?, by?, reason?}',
    });
    setHandler(rejectSignal, (signal) => this.#take(signal, 'reject'), {
      description: 'Reject the open gate: {gate?, by?, reason?}',
    });
  }

  /** Passes, or throws `GateRejected`. Waits for a human where the rule is `manual` or its metric is missed. */
  async pass(gate: GateName, rule: GateRule, deadlineInSeconds: number, metrics: Metrics = {}): Promise<void> {
    const parsed = metricRule(rule);
    if (rule === 'auto') return;
    if (parsed !== null && ruleHolds(parsed, metrics)) {
      this.#record(gate, rule, 'approve', 'rule', `${rule} holds (${metrics[parsed.metric] ?? '?'})`);
      return;
    }
    const deadline = new Date(Date.now() + deadlineInSeconds * 1000).toISOString();
    this.#open.add(gate);
    this.#board.gate({ gate, rule, state: 'open', deadline });
    try {
      await condition(() => !this.#open.has(gate), deadlineInSeconds * 1000, {
        summary: `Deadline of the gate ${gate}`,
      });
    } catch (error) {
      this.#open.delete(gate);
      this.#board.withdraw(gate);
      throw error;
    }
    if (this.#open.delete(gate)) {
      this.#record(gate, rule, 'reject', 'deadline', `no decision until ${deadline}`);
    }
    const record = this.decisions[gate];
    if (record?.decision === 'reject') {
      const type: FailureType = 'GateRejected';
      throw ApplicationFailure.nonRetryable(`gate ${gate} rejected by ${record.by}: ${record.reason}`, type, record);
    }
  }

  /** Synchronous, without side effects: runs as the update's validator. */
  #fault(input: unknown): string | null {
    const parsed = parseDecision(input);
    if ('fault' in parsed) return parsed.fault;
    const { gate } = parsed.decision;
    if (gate === undefined) {
      if (this.#open.size === 1) return null;
      return this.#open.size === 0
        ? 'no gate is open'
        : `several gates are open (${[...this.#open].join(', ')}): name one`;
    }
    if (this.#open.has(gate)) return null;
    const earlier = this.decisions[gate];
    return earlier === undefined
      ? `gate ${gate} is not open yet`
      : `gate ${gate} is already ${earlier.decision === 'approve' ? 'approved' : 'rejected'} by ${earlier.by} at ${earlier.at}`;
  }

  #decide({ gate, decision, by, reason }: Decision): DecisionRecord {
    const [open] = this.#open;
    const decided = gate ?? open;
    if (decided === undefined) throw ApplicationFailure.nonRetryable('no gate is open', 'InvalidDecision');
    this.#open.delete(decided);
    const rule = this.#board.status.gates.find((status) => status.gate === decided)?.rule ?? 'manual';
    return this.#record(decided, rule, decision, by ?? 'unnamed', reason ?? '');
  }

  /** A signal has no answer: what is wrong with it stands in the notes. */
  #take(signal: unknown, decision: Decision['decision']): void {
    const input = asDecision(signal, decision);
    const fault = this.#fault(input);
    if (fault === null) this.#decide(input as Decision);
    else this.#board.note(`a signal was ignored: ${fault}`);
  }

  #record(
    gate: GateName,
    rule: GateRule,
    decision: DecisionRecord['decision'],
    by: string,
    reason: string,
  ): DecisionRecord {
    const record: DecisionRecord = { gate, decision, by, reason, at: new Date().toISOString() };
    this.decisions[gate] = record;
    this.#board.gate({ gate, rule, state: decision === 'approve' ? 'approved' : 'rejected', decision: record });
    return record;
  }
}

/** A signal without an argument is a whole decision; what is no object stays what it is, and is found out. */
function asDecision(signal: unknown, decision: Decision['decision']): unknown {
  if (signal === undefined || signal === null) return { decision };
  return typeof signal === 'object' && !Array.isArray(signal) ? { ...signal, decision } : signal;
}
