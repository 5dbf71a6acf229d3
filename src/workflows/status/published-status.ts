import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { defined } from '../../contract/defined.js';
import { hasTrainingJobEnded } from '../../contract/resources.js';
import { runMemo } from '../../contract/run/run-memo.js';
import type { GateName } from '../../contract/run/requests.js';
import type { GateStatus, Outcome, PhaseName, ResourceStatus, RunStatus } from '../../contract/run/status.js';
import type { SearchAttributeName } from '../../contract/search-attributes.js';
import { keepsMemo, takesStepsTogether } from '../patches.js';
import { runDetails } from './run-details.js';
import { SpendingMeter } from './spending.js';

/** Characters; the server ends a run at once that upserts more than 2,048 bytes, and a request may name a model of any length. */
const longestKeyword = 255;

/** What the clean-up makes of a resource that it has removed, or brought back to what it was. */
const undoneStates: readonly string[] = ['Deleted', 'Kept', 'Restored', 'Unchanged'];

/** It has ended by itself or was undone before. */
const isSettled = ({ kind, state }: ResourceStatus): boolean =>
  (kind === 'training job' && hasTrainingJobEnded(state)) || undoneStates.includes(state);

/** Notes of ignored signals that are kept. */
const mostIgnored = 5;

/** What a run says of itself: the answer of the query, the details in the Temporal UI and the search attributes, from one source. */
export class PublishedStatus {
  readonly status: RunStatus;
  readonly spending = new SpendingMeter();
  #registered: readonly SearchAttributeName[] = [];
  /** The newest value of each search attribute, whether or not the server takes it. */
  #said: Partial<Record<SearchAttributeName, string>> = {};
  /** What goes out with the next upsert: each is an event. */
  #soon: Partial<Record<SearchAttributeName, string>> = {};
  /** The memo as it was last written, as JSON. */
  #remembered = '';
  #namesEndpoint = false;
  #ignoredSignals = 0;
  readonly #ignoredNotes: string[] = [];

  constructor(run: string, type: RunStatus['type'], model: { id: string; version?: string }) {
    this.status = {
      run,
      type,
      phase: 'plan',
      outcome: 'running',
      model,
      warnings: [],
      gates: [],
      resources: [],
      metrics: {},
      epochs: [],
      notes: [],
    };
    this.publish();
  }

  /** Upserting an attribute that the server lacks would hang the run for ever. */
  useSearchAttributes(registered: readonly SearchAttributeName[]): void {
    this.#registered = registered;
  }

  enter(phase: PhaseName, attributes: Partial<Record<SearchAttributeName, string>> = {}): void {
    this.status.phase = phase;
    this.#upsert({ TunewrightPhase: phase, ...attributes });
    this.publish();
    if (phase === 'approve' || !this.#hasPhase) this.#remember();
  }

  /** A phase that is over already, and the last one: no list is to show it. */
  enterPast(phase: PhaseName): void {
    this.status.phase = phase;
    this.publish();
  }

  /** Whoever looks for what waits for people finds it by this phase, whichever gate is open. */
  asks(): void {
    if (this.status.phase === 'approve' || !keepsMemo()) return;
    this.#upsert({ TunewrightPhase: 'approve' });
    if (!this.#hasPhase) this.#remember();
  }

  /** The gate of a deployment. What it asks about is found by its endpoint already, and its row is complete. @param atOnce nobody is asked */
  enterApproval(endpoint: string, { atOnce }: { readonly atOnce: boolean }): void {
    this.#namesEndpoint = keepsMemo();
    if (atOnce && takesStepsTogether()) {
      this.findBySoon({ TunewrightEndpoint: endpoint });
      return;
    }
    this.enter('approve', this.#namesEndpoint ? { TunewrightEndpoint: endpoint } : {});
  }

  /** An endpoint is made or changed. */
  findByEndpoint(endpoint: string): void {
    if (!this.#namesEndpoint) this.findBy({ TunewrightEndpoint: endpoint });
  }

  /** Sets search attributes, so that a run is found by the names of its resources. */
  findBy(attributes: Partial<Record<SearchAttributeName, string>>): void {
    this.#upsert(attributes);
  }

  /** The same, with the next phase. */
  findBySoon(attributes: Partial<Record<SearchAttributeName, string>>): void {
    this.#soon = { ...this.#soon, ...attributes };
  }

  finish(outcome: Outcome): void {
    this.status.outcome = outcome;
    this.#upsert({ TunewrightPhase: outcome });
    this.publish();
    this.#remember();
  }

  note(text: string): void {
    this.status.notes = [...this.status.notes, text].slice(-20);
    this.publish();
  }

  /** Besides those of the plan. */
  warn(texts: readonly string[]): void {
    if (texts.length === 0) return;
    this.status.warnings = [...new Set([...this.status.warnings, ...texts])];
    this.publish();
  }

  /** Of signals that were ignored the newest few are told, with their number: nobody can push out the other notes by sending more. */
  ignored(fault: string): void {
    const count = ++this.#ignoredSignals;
    const note = `a signal was ignored${count > mostIgnored ? ` (the ${count}th)` : ''}: ${fault}`;
    this.#ignoredNotes.push(note);
    const oldest = this.#ignoredNotes.length > mostIgnored ? this.#ignoredNotes.shift() : undefined;
    const at = oldest === undefined ? -1 : this.status.notes.indexOf(oldest);
    if (at >= 0) this.status.notes = this.status.notes.toSpliced(at, 1);
    this.note(note);
  }

  gate(gate: GateStatus): void {
    this.status.gates = [...this.status.gates.filter((other) => other.gate !== gate.gate), gate];
    this.publish();
  }

  /** A question that needs no answer any more. */
  withdraw(gate: GateName): void {
    this.status.gates = this.status.gates.filter((other) => other.gate !== gate);
    this.publish();
  }

  resource(kind: ResourceStatus['kind'], name: string, state: string): void {
    const others = this.status.resources.filter((other) => other.kind !== kind || other.name !== name);
    this.status.resources = [...others, { kind, name, state }];
    this.publish();
  }

  /** The resources of that kind that are still there, as far as the run knows. */
  namesOf(kind: string): string[] {
    return this.status.resources
      .filter((resource) => resource.kind === kind && !isSettled(resource))
      .map(({ name }) => name);
  }

  /** Everything that the run made is gone, but for what is left: kinds of resources. */
  undone(left: readonly string[]): void {
    for (const resource of this.status.resources) {
      if (isSettled(resource) || left.includes(resource.kind)) continue;
      if (resource.kind === 'training job') this.spending.stopped();
      resource.state = resource.kind === 'training job' ? 'Stopped' : 'Deleted';
    }
    if (!left.includes('endpoint')) this.spending.endpointEnded(Date.now());
    this.publish();
  }

  publish(): void {
    this.status.spending = this.spending.at(Date.now());
    setCurrentDetails(runDetails(this.status));
  }

  get #hasPhase(): boolean {
    return this.#registered.includes('TunewrightPhase');
  }

  /**
   * What a list shows beside the search attributes, in one event, and none where nothing has changed. The phase is left to its search
   * attribute: a memo of the last gate would be outdated a moment later.
   */
  #remember(): void {
    if (!keepsMemo()) return;
    const { training, endpoint } = this.spending.at(Date.now());
    const usd = training === null || endpoint === null ? undefined : Math.round((training + endpoint) * 100) / 100;
    const memo = defined({
      [runMemo.phase]: this.#hasPhase ? undefined : this.#said.TunewrightPhase,
      [runMemo.model]: this.#said.TunewrightModelId,
      [runMemo.endpoint]: this.#said.TunewrightEndpoint,
      [runMemo.accuracy]: this.status.metrics['validation:accuracy'],
      [runMemo.usd]: usd,
    });
    const text = JSON.stringify(memo);
    if (text === this.#remembered) return;
    this.#remembered = text;
    upsertMemo(memo);
  }

  #upsert(attributes: Partial<Record<SearchAttributeName, string>>): void {
    const clipped = Object.entries({ ...this.#soon, ...attributes })
      .map(([name, value]) => [name as SearchAttributeName, value.slice(0, longestKeyword)] as const)
      .filter(([name, value]) => !takesStepsTogether() || this.#said[name] !== value);
    this.#soon = {};
    this.#said = { ...this.#said, ...Object.fromEntries(clipped) };
    const pairs = clipped
      .filter(([name]) => this.#registered.includes(name))
      .map(([name, value]) => ({ key: { name, type: 'KEYWORD' as const }, value }));
    if (pairs.length > 0) upsertSearchAttributes(pairs);
  }
}
