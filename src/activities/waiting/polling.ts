import { Context, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { classify } from '../../aws/index.js';
import type { FailureType } from '../../contract/failures.js';
import { deadline } from './deadline.js';
import { notYet } from '../failures.js';
import { heartbeating } from './heartbeating.js';
import type { PollingIntervals } from './polling-intervals.js';
import { Trouble } from './trouble.js';

/** What one look found: an end, or a state to go on waiting in; `again` is for a pause that must be exactly so long, in milliseconds. */
export type Look<T> = { done: T } | { state: string; again?: number };

/** Pauses between looks, in milliseconds: from the first, by half more each time, to the last. */
export type Pauses = readonly [shortest: number, longest: number];

export interface Wait<T> {
  /** Names the wait in messages, e.g. `training job x`. */
  what: string;
  look: (signal: AbortSignal) => Promise<Look<T>>;
  /** The heartbeat: at most 16 KB, survives a change of worker. */
  details?: () => unknown;
  /** What keeps the wait from looking, or undefined once it looks again. */
  onTrouble?: (trouble: string | undefined) => void;
  /** Pauses at present; left out: the shortest and the longest of all waits. */
  pauses?: () => Pauses;
  /** Something cheaper than a look, asked in between: true when a look is worth while at once. */
  hint?: (signal: AbortSignal) => Promise<boolean>;
}

/** Milliseconds that a look may last beyond its attempt's time, queueing for its turn: less than the server allows. */
const overtime = 60_000;

/** Characters: AWS writes whole lists of what it allows into some errors. */
const longestTold = 500;

/**
 * Looks until there is an end, at most one attempt's time; then throws `NotYet`, so that waiting goes on elsewhere.
 * Looks come soon after a change of state or a hint and ever later after that, with jitter.
 */
export async function poll<T>(intervals: PollingIntervals, wait: Wait<T>): Promise<T> {
  const context = Context.current();
  const signal = context.cancellationSignal;
  const details = wait.details ?? ((): null => null);
  const trouble = new Trouble(intervals);
  let state = 'not seen yet';
  let hindrance: string | undefined;
  const what = (): string => `${wait.what}: ${hindrance?.slice(0, longestTold) ?? state}`;
  return heartbeating({ interval: intervals.heartbeat, details, what }, async () => {
    const end = Date.now() + intervals.attempt;
    let pause = 0;
    let news = true;
    for (;;) {
      const seen = await lookOnce(wait, trouble, signal, end + overtime - Date.now());
      context.heartbeat(details());
      if ('done' in seen) return seen.done;
      hindrance = 'trouble' in seen ? seen.trouble : undefined;
      if ('trouble' in seen) {
        // Another worker of this queue may have the right credentials: it gets the wait.
        if (seen.elsewhere) throw notYet(what(), intervals.longestPoll);
      } else {
        news ||= seen.state !== state;
        state = seen.state;
      }
      const [shortest, longest] = wait.pauses?.() ?? [intervals.shortestPoll, intervals.longestPoll];
      pause = news ? shortest : Math.min(Math.max(pause * 1.5, shortest), longest);
      const next = ('again' in seen ? seen.again : undefined) ?? Math.round(pause * (0.8 + 0.4 * Math.random()));
      if (Date.now() + next >= end) throw notYet(what(), Math.min(next, intervals.longestPoll));
      news = await rest(next, intervals, wait, signal);
    }
  });
}

/** Sleeps, and asks for hints meanwhile. @returns whether there was one */
async function rest<T>(
  pause: number,
  intervals: PollingIntervals,
  { hint }: Wait<T>,
  signal: AbortSignal,
): Promise<boolean> {
  const end = Date.now() + pause;
  for (let interval = intervals.shortestPoll; ; interval = Math.min(interval * 1.5, intervals.log)) {
    const left = end - Date.now();
    if (hint === undefined || left <= interval) {
      await sleep(Math.max(left, 0));
      return false;
    }
    await sleep(interval);
    if (await hint(signal)) return true;
  }
}

/** A look that failed in a way that may pass, and whether on this worker alone. */
interface Failed {
  trouble: string;
  elsewhere: boolean;
}

async function lookOnce<T>(
  wait: Wait<T>,
  trouble: Trouble,
  cancelled: AbortSignal,
  milliseconds: number,
): Promise<Look<T> | Failed> {
  const { signal, release } = deadline(cancelled, milliseconds);
  try {
    const seen = await wait.look(signal);
    trouble.over();
    wait.onTrouble?.(undefined);
    return seen;
  } catch (error) {
    cancelled.throwIfAborted();
    const { type } = trouble.judge(error, wait.what);
    const told = `${type}: ${error instanceof ApplicationFailure ? error.message : classify(error).message}`;
    wait.onTrouble?.(told);
    return { trouble: told, elsewhere: type === ('WrongAccount' satisfies FailureType) };
  } finally {
    release();
  }
}
