import type { RunStatus } from '../../contract/run/status.js';
import type { Look } from './look.js';
import { StatusFeed } from './status-feed.js';

const everyMilliseconds = 1_000;

/** How a run is watched. */
export interface WatchOptions {
  /** Ends the watch; the run goes on. */
  readonly signal?: AbortSignal;
  /** The Temporal server does not answer; called once each time, and the watch goes on. */
  readonly onAway?: () => void;
}

/** The runs that are watched through one client: those who watch the same run share what is seen of it. */
export class StatusFeeds {
  readonly #intervalMilliseconds: number;
  readonly #watched = new Map<string, { feed: StatusFeed; watchers: number }>();

  constructor(intervalMilliseconds = everyMilliseconds) {
    this.#intervalMilliseconds = intervalMilliseconds;
  }

  /**
   * The status whenever it has changed, the newest first told at once, until the run has ended or the signal is aborted. `onAway` is
   * called once each time that the server is away, and the watch goes on.
   */
  async *watch(
    run: string,
    lookAgain: (before: Look | null) => Promise<Look>,
    { signal, onAway }: WatchOptions = {},
  ): AsyncGenerator<RunStatus> {
    const feed = this.#join(run, lookAgain);
    try {
      let told = '';
      let seen = 0;
      let wasAway = false;
      while (signal?.aborted !== true) {
        const next = await unlessAborted(feed.after(seen), signal);
        if (next === null) return;
        seen = next.number;
        const { status, ended, away = false } = next.look;
        if (away && !wasAway) onAway?.();
        wasAway = away;
        const text = JSON.stringify(status);
        if (status !== null && text !== told) yield status;
        told = text;
        if (ended) return;
      }
    } finally {
      this.#leave(run);
    }
  }

  #join(run: string, lookAgain: (before: Look | null) => Promise<Look>): StatusFeed {
    const watched = this.#watched.get(run) ?? {
      feed: new StatusFeed(lookAgain, this.#intervalMilliseconds),
      watchers: 0,
    };
    watched.watchers++;
    this.#watched.set(run, watched);
    return watched.feed;
  }

  /** What was seen is forgotten with the last who watches: it would be old for the next. */
  #leave(run: string): void {
    const watched = this.#watched.get(run);
    if (watched === undefined || --watched.watchers > 0) return;
    this.#watched.delete(run);
    watched.feed.stop();
  }
}

/** Null once the signal is aborted; leaves no listener behind, however often the same signal is waited with. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(null);
    signal?.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}
