import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import type {
  EndpointState,
  EndpointStatus,
  Extension,
  LeaseAnswer,
  LeaseEnd,
  LeaseRequest,
  Removal,
} from '../../contract/endpoint-workflow.js';
import { endpointMessages } from '../../contract/endpoint-workflow.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import { withoutNulls } from '../../contract/given.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import { endpointDetails } from './endpoint-details.js';
import { extensionFault, isNameOf, leaseEndFault, leaseFault, nameOf, removalFault } from './endpoint-shapes.js';
import { noteUnknownSignals } from '../unknown-signals.js';

const lease = defineUpdate<LeaseAnswer, [LeaseRequest]>(endpointMessages.lease);
const release = defineSignal<[LeaseEnd]>(endpointMessages.release);
/** Of runs that an earlier version's worker serves. */
const releaseUpdate = defineUpdate<void, [LeaseEnd]>(endpointMessages.release);
const extend = defineUpdate<EndpointStatus, [Extension]>(endpointMessages.extend);
const remove = defineUpdate<EndpointStatus, [Removal]>(endpointMessages.delete);
const statusQuery = defineQuery<EndpointStatus>(endpointMessages.status);

const fresh = (): EndpointState => ({
  live: null,
  lastGood: null,
  holder: null,
  waiting: [],
  expiresAt: null,
  notes: [],
});

const notesKept = 20;

const beingDeleted = 'the endpoint is being deleted';

/**
 * The state of one endpoint, and the messages of runs and people that change it. Make it before the first await: updates that come
 * earlier are refused.
 */
export class ManagedEndpoint {
  readonly state: EndpointState;
  /** Counts what has happened. */
  version = 0;
  /** Why the endpoint goes. */
  reason = 'its time to live has passed';
  readonly #key: EndpointKey;
  #phase: EndpointStatus['phase'] = 'starting';
  #removal = false;
  #asked = false;
  #doubted = false;

  constructor(key: EndpointKey, carried?: EndpointState) {
    this.#key = key;
    this.state = carried ?? fresh();
    if (this.state.live !== null) this.#phase = 'live';
    if (carried !== undefined) this.#asked = true;
    const { removal } = this.state;
    if (removal !== undefined) this.#removal = true;
    this.reason = removal ?? this.reason;
    this.#listen();
    this.changed();
  }

  get status(): EndpointStatus {
    return { ...this.#key, ...this.state, phase: this.#phase };
  }

  get holder(): string | null {
    return this.state.holder;
  }

  get live(): LiveEndpoint | null {
    return this.state.live;
  }

  /** The holder's id was started again: whether the execution that holds the lease still goes on is to be asked at once. */
  get doubted(): boolean {
    return this.#doubted && this.state.holder !== null;
  }

  /** It still goes on, as far as anybody knows. */
  believe(): void {
    this.#doubted = false;
  }

  /** Nobody holds or wants it, and nothing is live: asked for and left. */
  get idle(): boolean {
    return this.#asked && this.state.live === null && this.state.waiting.length === 0;
  }

  /** Does somebody wait for the lease to end: another run, or a deletion? */
  get wanted(): boolean {
    return this.state.waiting.length > 0 || this.#removal;
  }

  /** Is the endpoint to be deleted now? */
  due(now: number): boolean {
    return this.#removal || (this.state.expiresAt !== null && Date.parse(this.state.expiresAt) <= now);
  }

  /** Milliseconds; null: it stays. */
  untilExpiry(now: number): number | null {
    return this.state.expiresAt === null ? null : Math.max(Date.parse(this.state.expiresAt) - now, 1);
  }

  /** The end of the time to live (null: none) where the endpoint's tag does not say it yet. */
  get untaggedExpiry(): string | null | undefined {
    const { live, expiresAt, taggedExpiry = null } = this.state;
    return live === null || expiresAt === taggedExpiry ? undefined : expiresAt;
  }

  tagged(expiresAt: string | null): void {
    this.state.taggedExpiry = expiresAt;
  }

  changed(): void {
    this.version++;
    setCurrentDetails(endpointDetails(this.status));
  }

  /** Runs that wait ask again: the next workflow of that name looks after a new endpoint. */
  retiring(): void {
    this.#phase = 'deleting';
    this.state.waiting = [];
    this.changed();
  }

  end(note: string): EndpointStatus {
    this.#phase = 'gone';
    Object.assign(this.state, { live: null, expiresAt: null });
    this.note(note);
    return this.status;
  }

  /** Gives the lease to the next in line. */
  endLease(run: string, note?: string): void {
    const { state } = this;
    // Its place in the queue would be that of the run that was started again under its id.
    if (state.holder === run) this.#hold(null);
    else state.waiting = state.waiting.filter((waiting) => waiting !== run);
    if (note !== undefined) this.note(note);
    this.#grant();
  }

  #grant(): void {
    const { state } = this;
    if (state.holder === null && !this.#removal && this.#phase !== 'deleting')
      this.#hold(state.waiting.shift() ?? null);
    this.changed();
  }

  /** Which execution of the run it is tells its next request, with which it learns that it is its turn. */
  #hold(run: string | null): void {
    this.state.holder = run;
    delete this.state.holderExecution;
    delete this.state.claimed;
    this.#doubted = false;
  }

  /** Does this execution hold the lease, and not another one of the same id? */
  #isHeldBy({ run, execution }: Pick<LeaseRequest, 'run' | 'execution'>): boolean {
    const { holder, holderExecution } = this.state;
    return holder === run && (holderExecution ?? execution) === (execution ?? holderExecution);
  }

  #listen(): void {
    setHandler(lease, (request) => this.#lease(request), {
      validator: (request: LeaseRequest) => this.#refuseLease(request),
      description:
        'For runs: {run, execution?, name?, region, account, atOnce?, claim?}; answered when it is the turn of that run, or with its place in the queue',
    });
    setHandler(release, (end) => this.#releaseUnlessFaulty(end), {
      description: 'For runs: {run, execution?, live?, timeToLiveInSeconds?}; the lease ends',
    });
    setHandler(releaseUpdate, (end) => this.#release(end), {
      validator: (end) => refuse('InvalidRequest', leaseEndFault(end)),
      description: 'For runs: {run, live?, timeToLiveInSeconds?}',
    });
    setHandler(extend, (extension) => this.#extend(extension), {
      validator: (extension) => refuse('InvalidRequest', extensionFault(extension), this.#closing()),
      description: 'Set the time to live from now on: {timeToLiveInSeconds: number|null, by?}; null: it stays',
    });
    setHandler(remove, (removal) => this.#remove(removal), {
      validator: (removal) => refuse('InvalidRequest', removalFault(removal) ?? this.#nothingToDelete()),
      description: 'Delete the endpoint with its config and model: {by?, reason?}',
    });
    setHandler(statusQuery, () => this.status, { description: 'What is live, who may change it, until when' });
    noteUnknownSignals([endpointMessages.extend, endpointMessages.delete], (text) => this.note(text));
  }

  #refuseLease(request: LeaseRequest): void {
    const fault = leaseFault(request, this.#key);
    refuse('LeaseRefused', fault);
    refuse('LeaseRefused', null, this.#isHeldBy(request) ? this.#closed() : this.#closing());
  }

  /** The endpoint is on its way out: a new one of that name is looked after by the next workflow. */
  #closing(): string | null {
    return this.#closed() ?? (this.#removal ? beingDeleted : null);
  }

  /** A run that was reset asks again for the lease that a deletion waits for: it has to come to its end. */
  #closed(): string | null {
    return this.#phase === 'deleting' || this.#phase === 'gone' ? beingDeleted : null;
  }

  /** The endpoint of a claim is not there yet: deleted as soon as it is, it would be paid for in vain. */
  #nothingToDelete(): string | null {
    const { claimed, holder, live } = this.state;
    if (claimed === undefined || live !== null) return null;
    return `nothing is live on ${this.#key.name}; run ${holder ?? ''} is to make it: cancel that run, or reject at its gate`;
  }

  async #lease({ run, execution, name, atOnce = false, claim = false }: LeaseRequest): Promise<LeaseAnswer> {
    const { state } = this;
    this.#asked = true;
    const held = this.#isHeldBy({ run, ...defined({ execution }) });
    if (claim) return this.#claim({ run, ...defined({ execution, name }) }, held);
    if (held) delete state.claimed;
    if (!held && !state.waiting.includes(run)) state.waiting.push(run);
    this.#doubted ||= !held && state.holder === run;
    this.#grant();
    const granted = this.#isHeldBy({ run, ...defined({ execution }) });
    if (granted && execution !== undefined) state.holderExecution = execution;
    if (!granted && atOnce) {
      return { before: state.waiting.indexOf(run) + (state.holder === null ? 0 : 1) };
    }
    // A handler belongs to the workflow's own scope, which its cancellation reaches.
    await CancellationScope.nonCancellable(() => condition(() => state.holder === run || !state.waiting.includes(run)));
    if (state.holder !== run) throw later(`run ${run} no longer waits`);
    return { lastGood: state.lastGood };
  }

  #claim({ run, execution, name }: Pick<LeaseRequest, 'run' | 'execution' | 'name'>, held: boolean): LeaseAnswer {
    const { state } = this;
    if (!isNameOf(name, this.#key) || (!held && (state.holder !== null || state.waiting.length > 0))) {
      // Perhaps it was terminated, and gave nothing back.
      this.#doubted = true;
      this.changed();
      return { before: state.waiting.length + (state.holder === null ? 0 : 1) };
    }
    if (!held) {
      this.#hold(run);
      state.claimed = true;
    }
    if (execution !== undefined) state.holderExecution = execution;
    this.changed();
    return { lastGood: state.lastGood };
  }

  #release({ run, execution, live, timeToLiveInSeconds, undone }: LeaseEnd): void {
    if (undone !== undefined && this.state.live?.configName === undone) this.#forget();
    const held = this.#isHeldBy({ run, ...defined({ execution }) });
    // Of an earlier execution, whose message comes late.
    if (!held && this.state.holder === run) return;
    if (held) {
      if (live !== undefined) {
        this.#phase = 'live';
        Object.assign(this.state, { live, lastGood: live });
      }
      if (timeToLiveInSeconds !== undefined) this.#expire(timeToLiveInSeconds);
    }
    this.endLease(run);
  }

  /** What a run had said to be live was undone by it: nothing is. */
  #forget(): void {
    this.#phase = 'starting';
    Object.assign(this.state, { live: null, lastGood: null, expiresAt: null });
  }

  /** A signal can't be refused: one that says nothing of use is noted. */
  #releaseUnlessFaulty(end: LeaseEnd): void {
    const fault = leaseEndFault(end);
    if (fault === null) this.#release(end);
    else this.note(`a signal "${endpointMessages.release}" was ignored: ${fault}`);
  }

  #extend({ timeToLiveInSeconds, by }: Extension): EndpointStatus {
    this.#expire(timeToLiveInSeconds);
    this.note(
      `${nameOf(by)}: ${this.state.expiresAt === null ? 'it stays' : `it stays until ${this.state.expiresAt}`}`,
    );
    return this.status;
  }

  #remove(removal: Removal | undefined): EndpointStatus {
    const { by, reason } = withoutNulls(removal ?? {});
    this.#removal = true;
    this.reason = `${nameOf(by)} asked for it${reason === undefined ? '' : `: ${reason}`}`;
    this.state.removal = this.reason;
    this.note(`to be deleted: ${this.reason}${this.holder === null ? '' : `, once ${this.holder} has ended`}`);
    return this.status;
  }

  #expire(seconds: number | null): void {
    this.state.expiresAt = seconds === null ? null : new Date(Date.now() + seconds * 1000).toISOString();
  }

  note(text: string): void {
    this.state.notes = [...this.state.notes, text].slice(-notesKept);
    this.changed();
  }

  /** A trouble that lasts is told once, or it would push the other notes out. */
  noteOnce(text: string): void {
    if (this.state.notes.includes(text)) this.changed();
    else this.note(text);
  }
}

/** Validators say no by throwing. A message that may be right a moment later is told apart from one that never will. */
function refuse(type: FailureType, fault: string | null, closing: string | null = null): void {
  if (fault !== null) throw ApplicationFailure.nonRetryable(fault, type);
  if (closing !== null) throw later(closing);
}

/** Asked again a moment later, it may be granted, perhaps by the next workflow of that name. */
function later(message: string): ApplicationFailure {
  const type: FailureType = 'ServiceUnavailable';
  return ApplicationFailure.create({ message, type });
}
