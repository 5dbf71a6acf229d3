import { Context } from '@temporalio/activity';
import type { Activities } from '../../../src/contract/activities.js';
import type { ActivityName } from '../temporal/fake-activities.js';
import { takenTogether } from '../temporal/taken-together.js';
import type { Journal } from './journal.js';
import type { Hold } from './steps.js';

/** The activities of a walk: runs are held at them, a worker's death cuts them off, and what they do to endpoints is noted. */
export class Doors {
  /** The worker is being killed: nothing that its activities answer from now on is heard. */
  dying = false;
  readonly #journal: Journal;
  readonly #planned = new Map<string, Hold>();
  readonly #held = new Map<string, () => void>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** The run of that workflow id is held there, once. */
  plan(workflowId: string, hold: Hold): void {
    this.#planned.set(workflowId, hold);
  }

  isHeld(workflowId: string): boolean {
    return this.#held.has(workflowId);
  }

  letGo(workflowId: string): void {
    this.#planned.delete(workflowId);
    this.#held.get(workflowId)?.();
  }

  letAllGo(): void {
    this.#planned.clear();
    for (const open of [...this.#held.values()]) open();
  }

  around(activities: Activities): Activities {
    const all = Object.entries(activities) as [ActivityName, (input: never) => Promise<unknown>][];
    const watched = all.map(([name, activity]) => [
      name,
      (input: never) => this.#call(name, input, () => activity(input)),
    ]);
    const each = Object.fromEntries(watched) as Activities;
    return { ...each, ...takenTogether(each) };
  }

  async #call(activity: ActivityName, input: unknown, call: () => Promise<unknown>): Promise<unknown> {
    const { workflowId = '', runId = '' } = Context.current().info.workflowExecution ?? {};
    await this.#pass(workflowId, activity, 'before');
    this.#refuseIfDying(activity);
    this.#note(activity, input, runId, 'begins');
    // What it failed with is not heard of either.
    const end = await call().then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    // The workflow of the endpoint has heard it, whatever becomes of the answer.
    if (!('error' in end) && activity === 'releaseEndpoint') this.#note(activity, input, runId, 'ends');
    await this.#pass(workflowId, activity, 'after');
    this.#refuseIfDying(activity);
    if ('error' in end) throw end.error;
    if (activity !== 'releaseEndpoint') this.#note(activity, input, runId, 'ends');
    return end.answer;
  }

  #refuseIfDying(activity: ActivityName): void {
    if (this.dying) throw new Error(`the worker died in ${activity}`);
  }

  async #pass(workflowId: string, activity: ActivityName, when: Hold['when']): Promise<void> {
    const planned = this.#planned.get(workflowId);
    if (planned?.activity !== activity || planned.when !== when) return;
    this.#planned.delete(workflowId);
    const context = Context.current();
    const { cancellationSignal: signal, info } = context;
    // Its run may be cancelled or terminated meanwhile, of which a heartbeat tells.
    const beating = setInterval(() => context.heartbeat(info.heartbeatDetails), 50);
    await new Promise<void>((open) => {
      this.#held.set(workflowId, open);
      signal.addEventListener('abort', () => open());
    });
    clearInterval(beating);
    this.#held.delete(workflowId);
  }

  #note(activity: ActivityName, input: unknown, runId: string, when: 'begins' | 'ends'): void {
    const journal = this.#journal;
    const given = input as {
      name?: string;
      configName?: string;
      key?: { name: string };
      end?: { live?: { configName: string } };
      live?: { name: string };
      target?: { hosting?: { endpointName?: string } };
    };
    const key = given.key?.name ?? '';
    if (activity === 'leaseEndpoint' && when === 'ends') journal.note({ what: 'leased', endpoint: key, runId });
    if (activity === 'watchEndpoint' && when === 'ends')
      journal.note({ what: 'stood', endpoint: given.name ?? '', runId });
    if (activity === 'releaseEndpoint' && given.end?.live !== undefined) {
      const what = when === 'begins' ? 'began to tell' : 'told';
      journal.note({ what, endpoint: key, runId, config: given.end.live.configName });
    }
    const undone = activity === 'restoreEndpoint' ? given.live?.name : given.target?.hosting?.endpointName;
    if ((activity === 'restoreEndpoint' || activity === 'deleteEndpoint') && when === 'begins')
      journal.note({ what: 'undoing', endpoint: undone ?? '', runId });
  }
}
