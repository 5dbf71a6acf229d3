import {
  ApplicationFailure,
  condition,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { FailureType } from '../../contract/failures.js';
import type { GateReport } from '../../contract/run/gate-report.js';
import type { Decision, DecisionRecord, DecisionSignal } from '../../contract/messages.js';
import { messageNames } from '../../contract/messages.js';
import type { GatePlan } from '../../contract/run/plan.js';
import type { GateName } from '../../contract/run/requests.js';
import { decidedAlreadyText, decisionText } from '../../view/gate.js';
import { asFirstSeen, checksSignals, looksBesideGates } from '../patches.js';
import type { Read } from './decision-shape.js';
import { asDecision, contradiction, decisionFault, earlierSignal, readDecision } from './decision-shape.js';
import { GateClock } from './gate-clock.js';
import { judge } from './gate-rules.js';
import { LookBeside } from './look-beside.js';
import type { Seen } from './look-beside.js';
import { Notices } from './notices.js';
import { OpenGate } from './open-gate.js';
import type { PublishedStatus } from '../status/published-status.js';
import { noteUnknownSignals } from '../unknown-signals.js';

const decideUpdate = defineUpdate<DecisionRecord, [Decision]>(messageNames.decide);
const approveSignal = defineSignal<[DecisionSignal]>(messageNames.approve);
const rejectSignal = defineSignal<[DecisionSignal]>(messageNames.reject);

/** What a gate asks about. */
export interface Question {
  report: GateReport;
  /** Looks again at what may change while people think; called at each reminder. */
  refresh?: () => Promise<GateReport>;
}

/** Of a run id: the end of a UUID is random, its beginning may be a time. */
const lifeLength = 8;

/** Names the execution where a reset began it; null where the run's start did. */
function lifeOfRun(): string | null {
  const { runId, originalExecutionRunId } = workflowInfo();
  return runId === originalExecutionRunId ? null : runId.slice(-lifeLength);
}

/** Asks the questions of a run and takes the answers. Make it before the first await: updates that come earlier are refused. */
export class Gates {
  readonly decisions: Partial<Record<GateName, DecisionRecord>> = {};
  readonly notices: Notices;
  readonly #published: PublishedStatus;
  #open: OpenGate | null = null;
  readonly #life = lifeOfRun();
  #signals = 0;

  constructor(published: PublishedStatus) {
    this.#published = published;
    this.notices = new Notices(published);
    setHandler(decideUpdate, (decision) => this.#decide(readDecision(decision)), {
      validator: (decision) => {
        const fault = decisionFault(decision) ?? this.#fault(readDecision(decision)) ?? this.#lifeFault(decision);
        if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'InvalidDecision');
      },
      description: 'Approve or reject an open gate: {decision: "approve"|"reject", by, gate?, reason?, digest?}',
    });
    setHandler(approveSignal, (signal) => this.#signalled(signal, 'approve'), {
      description: 'Approve the open gate: {by, gate?, reason?, digest?}',
    });
    setHandler(rejectSignal, (signal) => this.#signalled(signal, 'reject'), {
      description: 'Reject the open gate: {by, gate?, reason?, digest?}',
    });
    noteUnknownSignals([messageNames.approve, messageNames.reject], (text) => published.note(text));
  }

  /** Passes, or throws `GateRejected`. Asks people where the rule is `manual` or not met. */
  async pass(gate: GateName, plan: GatePlan, question: Question): Promise<void> {
    const verdict = judge(plan, question.report);
    if (verdict.passes) {
      if (verdict.record !== undefined) this.#settle(gate, plan, this.#made(gate, 'approve', 'rule', verdict.record));
      return;
    }
    const deadline = new Date(Date.now() + plan.deadlineInSeconds * 1000).toISOString();
    this.#open = new OpenGate(gate, plan, { deadline, ...verdict, report: question.report }, this.#life);
    this.#published.gate(this.#open.status);
    this.#published.asks();
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
    const look = refresh === undefined ? undefined : new LookBeside(refresh);
    try {
      for (;;) {
        const { due, inMilliseconds } = clock.next(Date.now());
        if (await condition(decided, inMilliseconds, { summary: clock.summary(due, gate) })) break;
        if (due === 'deadline') {
          const reason = `no decision until ${open.deadline}`;
          this.#open = null;
          this.#settle(gate, plan, { ...this.#made(gate, plan.onDeadline, 'deadline', reason), digest: open.digest });
          break;
        }
        const looked = due === 'reminder' && refresh !== undefined;
        if (looked && looksBesideGates()) {
          if (look?.begin((seen) => this.#remind(open, seen)) === true) continue;
        } else if (looked) this.#show(open, await refresh());
        if (decided()) break;
        this.#published.gate(open.status);
        this.notices.tell(due, due === 'reminder' ? plan.notify : plan.escalateTo, open);
      }
    } finally {
      look?.end();
    }
    this.notices.tell('closed', plan.notify, open, this.decisions[gate]);
  }

  /** After a look: an open gate reminds with what it has brought. */
  #remind(open: OpenGate, seen: Seen): void {
    if (this.#open !== open) return;
    if ('report' in seen) this.#show(open, seen.report);
    else this.#published.note(`the report of the gate ${open.gate} is of before: ${seen.fault}`);
    this.#published.gate(open.status);
    this.notices.tell('reminder', open.plan.notify, open);
  }

  #show(open: OpenGate, report: GateReport): void {
    if (!open.show(report)) return;
    this.#published.note(`the report of the gate ${open.gate} has changed; approvals so far no longer count`);
  }

  /** Why a decision of the right form does not count, or null. Synchronous, without side effects: runs as the update's validator. */
  #fault(decision: Read, isSame?: (a: string, b: string) => boolean): string | null {
    const { gate = this.#open?.gate } = decision;
    if (gate === undefined) return 'no gate is open';
    if (this.#open?.gate === gate) return this.#open.fault(decision, isSame);
    const earlier = this.decisions[gate];
    return earlier === undefined ? `gate ${gate} is not open yet` : decidedAlreadyText(earlier);
  }

  #lifeFault(decision: unknown): string | null {
    return this.#open?.lifeFault(readDecision(decision)) ?? null;
  }

  #decide(decision: Read): DecisionRecord {
    const open = this.#open;
    if (open === null) throw ApplicationFailure.nonRetryable('no gate is open', 'InvalidDecision');
    const record = open.take(decision, new Date().toISOString());
    if (record.decision === 'noted') {
      this.#published.gate(open.status);
      return record;
    }
    this.#open = null;
    if (record.at > open.deadline) {
      this.#published.note(
        `the gate ${open.gate} was decided after its deadline, ${open.deadline}, which no worker had seen; the decision may have come in time`,
      );
    }
    return this.#settle(open.gate, open.plan, record);
  }

  /** A signal has no answer: what is wrong with it stands in the notes. */
  #signalled(signal: unknown, name: Decision['decision']): void {
    const number = ++this.#signals;
    const taken = checksSignals() ? this.#checked(signal, name, number) : this.#asEarlier(asDecision(signal, name));
    if ('decision' in taken) this.#decide(taken.decision);
    else this.#published.ignored(taken.fault);
  }

  #checked(signal: unknown, name: Decision['decision'], number: number): { fault: string } | { decision: Read } {
    const input = asDecision(signal, name);
    const fault = contradiction(signal, name) ?? decisionFault(input) ?? this.#fault(readDecision(input));
    if (fault !== null) return { fault };
    const ofAnotherLife = asFirstSeen(`signal-${number}-of-another-life`, () => this.#lifeFault(input) !== null);
    return ofAnotherLife
      ? { fault: this.#lifeFault(input) ?? 'it was of another life of this run' }
      : { decision: readDecision(input) };
  }

  #asEarlier(input: unknown): { fault: string } | { decision: Read } {
    const read = earlierSignal(input);
    if ('fault' in read) return read;
    const fault = this.#fault(read.decision, (a, b) => a === b);
    return fault === null ? read : { fault };
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
