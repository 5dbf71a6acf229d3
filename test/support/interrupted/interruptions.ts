import { Context } from '@temporalio/activity';
import { vi } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import type { ActivityName } from '../temporal/fake-activities.js';
import { takenTogether } from '../temporal/taken-together.js';
import type { Stack } from './stack.js';

/** What happens to a run when an activity begins, or when it has had its effect. */
export interface Interruption {
  activity: ActivityName;
  when: 'before' | 'after';
  /**
   * `die`: the attempt ends there, as with a worker that is killed, and nobody hears of what it did. `cancel`: somebody cancels the run.
   * `cancel and die`: the one, and then the other.
   * An operation: the connection of its next call, whoever's it is, is reset after the effect.
   */
  what: 'die' | 'cancel' | 'cancel and die' | { reset: string };
}

/** The activities, interrupted once at each of the places that are planned for a run, by its workflow id. */
export class Interruptions {
  readonly #stack: Stack;
  readonly #planned = new Map<string, Interruption[]>();

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  plan(run: string, interruptions: readonly Interruption[]): void {
    this.#planned.set(run, [...interruptions]);
  }

  /** What never happened. */
  left(run: string): readonly Interruption[] {
    return this.#planned.get(run) ?? [];
  }

  activities(): Activities {
    const all = Object.entries(this.#stack.activities) as [ActivityName, (input: never) => Promise<unknown>][];
    const interrupted = all.map(([name, activity]) => [
      name,
      (input: never) => this.#call(name, () => activity(input)),
    ]);
    const each = Object.fromEntries(interrupted) as Activities;
    return { ...each, ...takenTogether(each) };
  }

  async #call(activity: ActivityName, call: () => Promise<unknown>): Promise<unknown> {
    const run = Context.current().info.workflowExecution?.workflowId ?? '';
    const due = this.#take(run, activity);
    if (due === undefined) return call();
    if (due.when === 'before') await this.#strike(due, run);
    // What it failed with is not heard of either.
    const end = await call().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (due.when === 'after') await this.#strike(due, run);
    if ('error' in end) throw end.error;
    return end.value;
  }

  async #strike({ what, when, activity }: Interruption, run: string): Promise<void> {
    if (what === 'cancel' || what === 'cancel and die') await this.#cancel(run);
    if (what === 'die' || what === 'cancel and die') throw new Error(`the worker died ${when} ${activity}`);
    if (typeof what === 'object')
      await this.#stack.addFaults({ fault: 'reset', when: 'after', operation: what.reset, times: 1 });
  }

  /** Comes back once the run has taken note. */
  async #cancel(run: string): Promise<void> {
    const handle = this.#stack.temporal.client.workflow.getHandle(run);
    await handle.cancel();
    await vi.waitFor(async () => {
      const events = (await handle.fetchHistory()).events ?? [];
      const asked = events.findLastIndex((event) => event.workflowExecutionCancelRequestedEventAttributes);
      const noted = events.slice(asked).some((event) => event.workflowTaskCompletedEventAttributes);
      if (!noted) throw new Error('the run has not heard of it');
    }, 30_000);
  }

  #take(run: string, activity: ActivityName): Interruption | undefined {
    const planned = this.#planned.get(run) ?? [];
    const index = planned.findIndex((interruption) => interruption.activity === activity);
    return index < 0 ? undefined : planned.splice(index, 1)[0];
  }
}
