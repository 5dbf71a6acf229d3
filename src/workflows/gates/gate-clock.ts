import type { GatePlan } from '../../contract/run/plan.js';
import type { GateName } from '../../contract/run/requests.js';

export type Due = 'reminder' | 'escalation' | 'deadline';

/** What a gate that waits has to do next and when: remind, escalate once, decide by itself. Times in milliseconds of the workflow's clock. */
export class GateClock {
  readonly #deadline: number;
  readonly #every: number | undefined;
  #reminder: number;
  #escalation: number;

  constructor(plan: GatePlan, now: number) {
    this.#deadline = now + plan.deadlineInSeconds * 1000;
    this.#every = plan.remindEveryInSeconds === undefined ? undefined : plan.remindEveryInSeconds * 1000;
    this.#reminder = now + (this.#every ?? Infinity);
    this.#escalation = now + (plan.escalateAfterInSeconds ?? Infinity) * 1000;
  }

  /** What comes next, and not again once it was told here. */
  next(now: number): { due: Due; inMilliseconds: number } {
    const at = Math.min(this.#reminder, this.#escalation, this.#deadline);
    const inMilliseconds = Math.max(at - now, 1);
    if (at === this.#deadline) return { due: 'deadline', inMilliseconds };
    if (at === this.#escalation) {
      this.#escalation = Infinity;
      return { due: 'escalation', inMilliseconds };
    }
    this.#reminder = at + (this.#every ?? Infinity);
    return { due: 'reminder', inMilliseconds };
  }

  /** For the Temporal UI, whose list of events shows nothing else of a gate. */
  summary(due: Due, gate: GateName): string {
    const until = {
      reminder: 'until its reminder',
      escalation: 'until its escalation',
      deadline: 'until its deadline',
    }[due];
    return `Gate ${gate} waits for approve or reject, ${until}`;
  }
}
