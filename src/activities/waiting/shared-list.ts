import { AsyncLocalStorage } from 'node:async_hooks';
import type { ListedState, ListQuery } from '../../aws/index.js';
import { listPause } from './list-pause.js';
import type { ListPauses, Nearness } from './list-pause.js';

/** How a shared list asks; every call of `pages` is paced by the rate limiter. */
export interface ListSource {
  readonly pages: (query: ListQuery, signal: AbortSignal) => AsyncIterable<readonly ListedState[]>;
  /** A new wait, while there are few, has it list soon, and then ever later: for what may be over in seconds. */
  readonly soonAfterJoining?: boolean;
  /** How many runs wait for something else in this process. */
  readonly beside?: () => number;
  /** Pages of one sweep, each of up to a hundred. */
  readonly mostPages?: number;
}

/** What a wait gets from a shared list. */
export interface Subscription {
  /** What the lists last told of it. */
  readonly listed: ListedState | undefined;
  /** The lists are up to date and hold it: if something happens to it, `listed` changes. */
  readonly covered: boolean;
  /** So many wait here that a look of each one would be missed elsewhere. */
  readonly crowded: boolean;
  /** How many wait here. */
  readonly count: number;
  /** Resolves as soon as there is news: at once while it has not been taken, since it may come while nobody waits for it. */
  changed(): Promise<void>;
  /** What has come since it was last taken: somebody said that something has happened to it, or `listed` has changed. */
  takeNews(): 'hint' | 'change' | undefined;
  leave(): void;
}

/** How a shared list stands, for metrics. */
export interface SharedListState {
  readonly waiting: number;
  readonly listAgeInSeconds: number | null;
}

/** What a shared list knows of one resource. */
class Entry {
  listed: ListedState | undefined;
  /** When a sweep last accounted for it. */
  seenAt = -Infinity;
  /** A whole sweep did not find it, until one does. */
  missing = false;
  /** The changes did not show it: a whole sweep has to. */
  sought = false;
  /** Its resource was hardly made before this, if no list has shown it; in milliseconds since 1970. */
  readonly unseenFrom: number;
  /** Since when nobody waits for it; kept for a while, since the next attempt of a wait soon asks again. */
  leftAt: number | undefined;
  readonly subscriptions = new Set<{ nearness: () => Nearness; notify: () => void; hint: () => void }>();

  /** @param listedAt when a list last came through */
  constructor(listedAt: number) {
    this.unseenFrom = listedAt - unseenFor;
  }
}

/** Pages of one sweep, where nothing else is said: of what is further back than 2,000 resources, only the changes tell. */
const usualPages = 20;
/** Milliseconds. A list may lag behind: what changed so shortly before the newest change is asked for again. */
const overlap = 15_000;
/** A whole sweep of several pages comes after so many milliseconds for each of them: the changes come in between. */
const perPageOfWhole = 30_000;
const keptFor = 60_000;
/** Milliseconds: what was asked for after a list was hardly made so long before that. */
const unseenFor = 600_000;
/** Milliseconds for one page, with its turn: a list of many pages takes as long as it takes. */
const pageTimeout = 60_000;
const crowd = 5;
/** Its calls belong to no wait, and so to no trace of a run: not to that of the first one either. */
const ofNobody = AsyncLocalStorage.snapshot();
/** Runs of whom a new one has its first lists soon. */
const few = 3;

/**
 * Lists what a process waits for, one list for all waits of a kind, account and region. It decides nothing: a wait that is told of a change
 * looks by itself, and one that the lists do not cover (they fail, they lag, they lack it) goes on looking as if there were no shared list.
 */
export class SharedList {
  readonly #source: ListSource;
  readonly #pauses: ListPauses;
  readonly #entries = new Map<string, Entry>();
  readonly #mostPages: number;
  #pause: number;
  #listedAt: number | null = null;
  #running = false;
  /** Pauses have begun short, for a new wait among few. */
  #soon = false;
  #wake: () => void = () => undefined;
  #whole = { at: -Infinity, pages: 1 };
  /** All that had changed by then has been told, in SageMaker's own time. */
  #toldUntil = 0;

  constructor(source: ListSource, pauses: ListPauses) {
    this.#source = source;
    this.#pauses = pauses;
    this.#mostPages = source.mostPages ?? usualPages;
    this.#pause = pauses.longestList;
  }

  /** When a list last came through, in milliseconds since 1970. */
  get listedAt(): number | null {
    return this.#listedAt;
  }

  /** How many wait here, and for how many seconds nothing has been listed: null where nothing was yet. For metrics. */
  get state(): SharedListState {
    const listAge = this.#listedAt === null ? null : (Date.now() - this.#listedAt) / 1_000;
    return { waiting: this.#count(), listAgeInSeconds: listAge };
  }

  /** @param nearness how near its end the wait's resource is, asked at every sweep */
  join(name: string, nearness: () => Nearness): Subscription {
    const entry = this.#entries.get(name) ?? new Entry(this.#listedAt ?? Date.now());
    this.#entries.set(name, entry);
    entry.leftAt = undefined;
    let news: ReturnType<Subscription['takeNews']>;
    let tell: () => void = () => undefined;
    const notify = (): void => {
      news ??= 'change';
      tell();
    };
    const hint = (): void => {
      news = 'hint';
      tell();
    };
    const place = { nearness, notify, hint };
    entry.subscriptions.add(place);
    this.#start();
    const isCovered = (): boolean => !entry.missing && performance.now() - entry.seenAt < 2 * this.#pauses.longestList;
    const count = (): number => this.#count();
    return {
      get listed() {
        return entry.listed;
      },
      get covered() {
        return isCovered();
      },
      get crowded() {
        return count() >= crowd;
      },
      get count() {
        return count();
      },
      changed: () => (news === undefined ? new Promise((resolve) => (tell = resolve)) : Promise.resolve()),
      takeNews: () => {
        const had = news;
        news = undefined;
        return had;
      },
      leave: () => {
        entry.subscriptions.delete(place);
        if (entry.subscriptions.size === 0) entry.leftAt = performance.now();
      },
    };
  }

  /**
   * Something has happened to that resource, says somebody who need not be right: who waits for it looks.
   * @returns whether somebody does
   */
  hint(name: string): boolean {
    const subscriptions = this.#entries.get(name)?.subscriptions ?? new Set();
    for (const { hint } of subscriptions) hint();
    return subscriptions.size > 0;
  }

  #count(): number {
    let count = 0;
    for (const { subscriptions } of this.#entries.values()) if (subscriptions.size > 0) count += 1;
    return count;
  }

  /** Those that wait for something else in this process too. */
  #runs(): number {
    return this.#count() + (this.#source.beside?.() ?? 0);
  }

  #start(): void {
    if (this.#source.soonAfterJoining === true && this.#runs() <= few) {
      this.#soon = true;
      this.#pause = this.#pauses.shortestPoll;
      this.#wake();
    }
    if (this.#running) return;
    this.#running = true;
    void ofNobody(() => this.#run()).finally(() => (this.#running = false));
  }

  async #run(): Promise<void> {
    while (this.#count() > 0) {
      // What fails here is nobody's failure: the waits look by themselves, and theirs are the errors that count.
      await this.#sweep().then(
        () => (this.#listedAt = Date.now()),
        () => undefined,
      );
      // Those that are left of many are listed as the many were.
      if (this.#runs() > few) this.#soon = false;
      // What was listed has some look, and these tell how near the end is.
      const looking = this.#pauses.shortestPoll;
      if (!(await this.#restOrWoken(looking))) {
        this.#pause = listPause(this.#pause, this.#nearnessOfWaits(), this.#pauses, {
          soon: this.#soon,
          beside: this.#source.beside?.(),
        });
        await this.#restOrWoken(this.#pause - looking);
      }
      this.#forget();
    }
  }

  /** @returns whether it was woken */
  #restOrWoken(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(milliseconds, 0), false);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  #nearnessOfWaits(): Nearness[] {
    return [...this.#entries.values()].flatMap(({ subscriptions }) =>
      [...subscriptions].slice(0, 1).map(({ nearness }) => nearness()),
    );
  }

  #forget(): void {
    const now = performance.now();
    for (const [name, { leftAt }] of this.#entries)
      if (leftAt !== undefined && now - leftAt > keptFor) this.#entries.delete(name);
  }

  async #sweep(): Promise<void> {
    const sought = [...this.#entries].filter(([, { subscriptions }]) => subscriptions.size > 0);
    const isDue = performance.now() - this.#whole.at >= perPageOfWhole * this.#whole.pages;
    if (this.#whole.pages === 1 || isDue) return this.#sweepAll(sought);
    const unseen = sought.filter(([, entry]) => entry.sought && !entry.missing);
    // One that is not there at all, as those of another region, would have each list go back to the oldest.
    const unseenFrom = Math.min(...unseen.map(([, entry]) => entry.unseenFrom));
    if (unseen.length > 0) await this.#find(unseen, performance.now(), { createdFrom: unseenFrom });
    await this.#sweepChanges(sought);
  }

  async #sweepAll(sought: readonly [string, Entry][]): Promise<void> {
    const begun = performance.now();
    const isNew = sought.some(([, { listed, missing }]) => listed === undefined && !missing);
    const { pages, newest } = await this.#find(sought, begun, isNew ? {} : this.#since(sought));
    this.#whole = { at: begun, pages: Math.max(pages, 1) };
    this.#hasTold(newest, begun);
  }

  /** Goes back until all of these have been found. */
  async #find(
    sought: readonly [string, Entry][],
    begun: number,
    query: ListQuery,
  ): Promise<{ pages: number; newest: number }> {
    const left = new Map(sought);
    let [pages, newest] = [0, 0];
    for await (const page of this.#pages(query)) {
      newest = Math.max(newest, this.#takePage(page, begun));
      for (const { name } of page) left.delete(name);
      if (++pages >= this.#mostPages || left.size === 0) break;
    }
    const isCut = pages >= this.#mostPages;
    for (const entry of left.values()) {
      // The changes go on telling of what is too far down to be reached. One that they did not tell shows in a look.
      if (isCut && entry.listed !== undefined) for (const { hint } of entry.subscriptions) hint();
      else entry.missing = true;
    }
    return { pages, newest };
  }

  async #sweepChanges(sought: readonly [string, Entry][]): Promise<void> {
    const begun = performance.now();
    const query = { ...this.#since(sought), modifiedFrom: this.#toldUntil - overlap };
    let [pages, newest] = [0, 0];
    for await (const page of this.#pages(query)) {
      newest = Math.max(newest, this.#takePage(page, begun));
      if (++pages < this.#mostPages) continue;
      this.#whole = { ...this.#whole, at: -Infinity };
      return;
    }
    // Complete: of what is not in it, nothing is new.
    for (const [, entry] of sought) {
      if (entry.listed === undefined) entry.sought = true;
      else entry.seenAt = begun;
    }
    this.#hasTold(newest, begun);
  }

  /** What changed after its own page, and before the last one, a sweep has not told; a time that is yet to come is an error of somebody's clock. */
  #hasTold(newest: number, begun: number): void {
    const took = Math.ceil(performance.now() - begun);
    this.#toldUntil = Math.max(this.#toldUntil, Math.min(newest, Date.now()) - took);
  }

  /** From the creation of the oldest that is waited for: one that a list lacked once may be in the next. */
  #since(sought: readonly [string, Entry][]): ListQuery {
    const times = sought.map(([, { listed, unseenFrom }]) => listed?.createdAt ?? unseenFrom);
    return times.length === 0 ? {} : { createdFrom: Math.min(...times) };
  }

  async *#pages(query: ListQuery): AsyncGenerator<readonly ListedState[]> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException('no page in time', 'TimeoutError')), pageTimeout);
    timer.unref();
    try {
      for await (const page of this.#source.pages(query, late.signal)) {
        timer.refresh();
        yield page;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns when what changed last of it has changed */
  #takePage(page: readonly ListedState[], seenAt: number): number {
    for (const listed of page) this.#take(listed, seenAt);
    return Math.max(0, ...page.map(({ modifiedAt = 0 }) => modifiedAt));
  }

  #take(listed: ListedState, seenAt: number): void {
    const entry = this.#entries.get(listed.name);
    if (entry === undefined) return;
    const { state, secondary, modifiedAt } = entry.listed ?? {};
    const isNew = state !== listed.state || secondary !== listed.secondary || modifiedAt !== listed.modifiedAt;
    entry.listed = listed;
    entry.seenAt = seenAt;
    entry.missing = false;
    entry.sought = false;
    if (isNew) for (const { notify } of entry.subscriptions) notify();
  }
}
