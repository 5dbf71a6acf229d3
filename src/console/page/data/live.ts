import type { QueryClient } from '@tanstack/react-query';
import type { Snapshot } from '../../api/index.js';
import { search } from './fetch.js';
import { takeSlot } from './stream-slot.js';

/** How the event stream stands; `off` while the tab is hidden or nothing is watched. */
export type LiveState = 'off' | 'connecting' | 'live' | 'lost';

/** What a page watches: `health`, `runs`, `run:ID`, `endpoints`, `endpoint:NAME`, `schedules`; with `runs`, which of them. */
export interface Topic {
  readonly topic: string;
  readonly filter?: Readonly<Record<string, string>>;
}

const kinds: readonly Snapshot['kind'][] = ['health', 'runs', 'run', 'endpoints', 'endpoint', 'schedules', 'problem'];

/** After an error that ends an EventSource for ever (any status but 200), a new one comes after these milliseconds. */
const pauses = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const hiddenForMilliseconds = 30_000;
/** Between two looks of a tab that has no stream: there are enough of them. */
const lookEveryMilliseconds = 5_000;

/** In the cache, of a topic such as `endpoint:NAME`. */
function keyOf(topic: string): readonly string[] {
  const [kind = '', ...id] = topic.split(':');
  return [kind, id.join(':')];
}

/**
 * One event stream for a visible tab, whatever is on it: browsers open six connections to an origin, and a stream for each
 * component would use them up. Snapshots go into the query cache, where the pages find them.
 */
export class LiveStream {
  readonly #cache: QueryClient;
  readonly #topics = new Set<Topic>();
  readonly #listeners = new Set<() => void>();
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Gives the slot of this tab's stream back; null while it has none. */
  #giveBack: (() => void) | null = null;
  #isAsking = false;
  #state: LiveState = 'off';
  /** When the newest word came, milliseconds since 1970; null before the first. */
  lastWord: number | null = null;

  constructor(cache: QueryClient) {
    this.#cache = cache;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(this.#timer);
      if (document.visibilityState === 'visible') this.#open();
      else this.#timer = setTimeout(() => this.#close('off'), hiddenForMilliseconds);
    });
    window.addEventListener('online', () => this.#open());
  }

  get state(): LiveState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @returns what ends the watching */
  watch(topic: Topic): () => void {
    this.#topics.add(topic);
    this.#openSoon();
    return () => {
      this.#topics.delete(topic);
      this.#openSoon();
    };
  }

  /** A page that goes and a page that comes are one change. */
  #openSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), 50);
  }

  /** The filter of the runs: the newest watcher's, a page's rather than the navigation's. */
  #filter(): Readonly<Record<string, string>> {
    const filters = [...this.#topics].flatMap(({ topic, filter }) => (topic === 'runs' && filter ? [filter] : []));
    return filters.at(-1) ?? {};
  }

  #url(): string | null {
    const watch = [...new Set([...this.#topics].map(({ topic }) => topic))].sort().join(',');
    return watch === '' ? null : `/api/v1/events${search({ watch, ...this.#filter() })}`;
  }

  #open(): void {
    const url = this.#url();
    if (url === null || document.visibilityState === 'hidden') return this.#close('off');
    if (this.#source?.url.endsWith(url) && this.#source.readyState !== EventSource.CLOSED) return;
    if (this.#giveBack === null) return void this.#takeSlot();
    this.#close(this.#state === 'lost' ? 'lost' : 'connecting');
    const filter = this.#filter();
    const source = new EventSource(url);
    this.#source = source;
    source.addEventListener('open', () => {
      if (this.#state === 'lost') void this.#cache.invalidateQueries();
      this.#failures = 0;
      this.#set('live');
    });
    for (const kind of kinds) source.addEventListener(kind, (event: MessageEvent<string>) => this.#take(event, filter));
    source.addEventListener('error', () => this.#lost(source));
  }

  /** Where all streams are taken by other tabs, this one looks by itself until one is free. */
  async #takeSlot(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#giveBack = await takeSlot();
    this.#isAsking = false;
    if (this.#giveBack !== null) return this.#open();
    await this.#cache.invalidateQueries();
    this.lastWord = Date.now();
    this.#set('live');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), lookEveryMilliseconds);
  }

  #take(event: MessageEvent<string>, filter: Readonly<Record<string, string>>): void {
    const snapshot = JSON.parse(event.data) as Snapshot;
    this.lastWord = Date.now();
    switch (snapshot.kind) {
      case 'problem':
        // What was told before still stands, but of what is not there any more.
        if (snapshot.data.status === 404) void this.#cache.resetQueries({ queryKey: keyOf(snapshot.topic) });
        return;
      case 'health':
        this.#cache.setQueryData(['health'], (before: object | undefined) => ({ ...before, ...snapshot.data }));
        return;
      case 'runs':
        this.#cache.setQueryData(['runs', filter], snapshot.data);
        return;
      case 'endpoints':
      case 'schedules':
        this.#cache.setQueryData([snapshot.kind], snapshot.data);
        return;
      case 'run':
      case 'endpoint':
        this.#cache.setQueryData([snapshot.kind, snapshot.id], snapshot.data);
    }
  }

  #lost(source: EventSource): void {
    if (source !== this.#source) return;
    this.#set('lost');
    // Otherwise the browser tries again by itself.
    if (source.readyState !== EventSource.CLOSED) return;
    // An EventSource does not tell why: where the session has ended, this answer leads to the sign-in.
    void this.#cache.invalidateQueries({ queryKey: ['health'] });
    const pause = pauses[Math.min(this.#failures, pauses.length - 1)] ?? 0;
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), pause * (0.75 + Math.random() / 2));
  }

  #close(state: LiveState): void {
    this.#source?.close();
    this.#source = null;
    if (state === 'off') {
      this.#giveBack?.();
      this.#giveBack = null;
    }
    this.#set(state);
  }

  #set(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
