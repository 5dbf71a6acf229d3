import { ApplicationFailure, condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { FailureType } from '../../contract/failures.js';
import type { GateReport } from '../../contract/gate-report.js';
import type { Decision, DecisionRecord, DecisionSignal } from '../../contract/messages.js';
import { messageNames } from '../../contract/messages.js';
import type { GatePlan } from '../../contract/plan.js';
import type { GateName } from '../../contract/requests.js';
import { decidedAlreadyText, decisionText } from '../../view/gate.js';
import { asDecision, parseDecision } from './decision-shape.js';
import { GateClock } from './gate-clock.js';
import { judge } from './gate-rules.js';
import { Notices } from './notices.js';
import { OpenGate } from './open-gate.js';
import type { PublishedStatus } from '../published-status.js';

const decideUpdate = defineUpdate<DecisionRecord, [Decision]>(messageNames.decide);
const approveSignal = defineSignal<[DecisionSignal]>(messageNames.approve);
const rejectSignal = defineSignal<[DecisionSignal]>(messageNames.reject);

/** What a gate asks about. */
export interface Question {
  report: GateReport;
  /** Looks again at what may change while people think; called at each reminder. */
  refresh?: () => Promise<GateReport>;
}

/** Asks the questions of a run and takes the answers. Make it before the first await: updates that come earlier are refused. */
export class Gates {
  readonly decisions: Partial<Record<GateName, DecisionRecord>> = {};
  readonly notices: Notices;
  readonly #published: PublishedStatus;
  #open: OpenGate | null = null;

  constructor(published: PublishedStatus) {
    this.#published = published;
    this.notices = new Notices(published);
    setHandler(decideUpdate, (decision) => this.#decide(decision), {
      validator: (decision) => {
        const fault = this.#fault(decision);
        if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'InvalidDecision');
      },
      description: 'Approve or reject an open gate: {gate?, decision: "approve"|"reject", by?, reason?, report?}',
    });
    setHandler(approveSignal, (signal) => this.#signalled(signal, 'approve'), {
      description: 'Approve the open gate: {gate?, by?, reason?, report?}',
    });
    setHandler(rejectSignal, (signal) => this.#signalled(signal, 'reject'), {
      description: 'Reject the open gate: {gate?, by?, reason?, report?}',
    });
  }

  /** Passes, or throws `GateRejected`. Asks people where the rule is `manual` or not met. */
  async pass(gate: GateName, plan: GatePlan, question: Question): Promise<void> {
    const verdict = judge(plan, question.report);
    if (verdict.passes) {
      if (verdict.record !== undefined) this.#settle(gate, plan, this.#made(gate, 'approve', 'rule', verdict.record));
      return;
    }
    const deadline = new Date(Date.now() + plan.deadlineInSeconds * 1000).toISOString();
    this.#open = new OpenGate(gate, plan, { deadline, ...verdict, report: question.report });
    this.#published.gate(this.#open.status);
    this.notices.tell('opened', plan.notify, this.#open);
    try {
      await this.#wait(this.#open, question);
    } catch (error) {
      this.#open = null;
      this.#published.withdraw(gate);
      throw error;
    }
    const record = this.decisions[gate];
    if (record?.decision === 'reject') {
      const type: FailureType = 'GateRejected';
      throw ApplicationFailure.nonRetryable(decisionText(record), type, record);
    }
  }

  async #wait(open: OpenGate, { refresh }: Question): Promise<void> {
    const { gate, plan } = open;
    const clock = new GateClock(plan, Date.now());
    const decided = (): boolean => this.#open !== open;
    for (;;) {
      const { due, inMilliseconds } = clock.next(Date.now());
      if (await condition(decided, inMilliseconds, { summary: clock.summary(due, gate) })) break;
      if (due === 'deadline') {
        const reason = `no decision until ${open.deadline}`;
        this.#open = null;
        this.#settle(gate, plan, { ...this.#made(gate, plan.onDeadline, 'deadline', reason), report: open.digest });
        break;
      }
      if (due === 'reminder' && refresh !== undefined && open.show(await refresh())) {
        this.#published.note(`the report of the gate ${gate} has changed; approvals so far no longer count`);
      }
      if (decided()) break;
      this.#published.gate(open.status);
      this.notices.tell(due, due === 'reminder' ? plan.notify : plan.escalateTo, open);
    }
    this.notices.tell('closed', plan.notify, open, this.decisions[gate]);
  }

  /** Synchronous, without side effects: runs as the update's validator. */
  #fault(input: unknown): string | null {
    const parsed = parseDecision(input);
    if ('fault' in parsed) return parsed.fault;
    const { gate = this.#open?.gate } = parsed.decision;
    if (gate === undefined) return 'no gate is open';
    if (this.#open?.gate === gate) return this.#open.fault(parsed.decision);
    const earlier = this.decisions[gate];
    return earlier === undefined ? `gate ${gate} is not open yet` : decidedAlreadyText(earlier);
  }

  #decide(decision: Decision): DecisionRecord {
    const open = this.#open;
    if (open === null) throw ApplicationFailure.nonRetryable('no gate is open', 'InvalidDecision');
    const record = open.take(decision, new Date().toISOString());
    if (record.decision === 'noted') {
      this.#published.gate(open.status);
      return record;
    }
    this.#open = null;
    return this.#settle(open.gate, open.plan, record);
  }

  /** A signal has no answer: what is wrong with it stands in the notes. */
  #signalled(signal: unknown, decision: Decision['decision']): void {
    const input = asDecision(signal, decision);
    const fault = this.#fault(input);
    if (fault === null) this.#decide(input as Decision);
    else this.#published.note(`a signal was ignored: ${fault}`);
  }

  #made(gate: GateName, decision: 'approve' | 'reject', by: string, reason: string): DecisionRecord {
    return { gate, decision, by, reason, at: new Date().toISOString() };
  }

  #settle(gate: GateName, { rule }: GatePlan, record: DecisionRecord): DecisionRecord {
    this.decisions[gate] = record;
    this.#published.gate({
      gate,
      rule,
      state: record.decision === 'approve' ? 'approved' : 'rejected',
      decision: record,
    });
    return record;
  }
}
