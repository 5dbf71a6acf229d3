import { Context, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { classifyOwn } from '../aws/index.js';
import { failure, notYet } from './failures.js';
import { heartbeating } from './heartbeating.js';
import type { Pace } from './services.js';

/** What one look found: an end, or a state to go on waiting in. */
export type Look<T> = { done: T } | { state: string };

export interface Wait<T> {
  /** Names the wait in messages, e.g. `training job x`. */
  what: string;
  look: (signal: AbortSignal) => Promise<Look<T>>;
  /** The heartbeat: at most 16 KB, survives a change of worker. */
  details?: () => unknown;
  /** What keeps the wait from looking, or undefined once it looks again. */
  onTrouble?: (trouble: string | undefined) => void;
}

/** Failures of a look that do not end a wait: the next look may fare better. */
const passing = new Set(['ServiceUnavailable', 'CredentialsUnusable']);

/**
 * Looks until there is an end, at most one attempt's time; then throws `NotYet`, so that waiting goes on elsewhere.
 * Looks come soon after a change of state and ever later after that, with jitter.
 */
export async function poll<T>(pace: Pace, wait: Wait<T>): Promise<T> {
  const context = Context.current();
  const details = wait.details ?? ((): null => null);
  let state = 'not seen yet';
  const what = (): string => `${wait.what}: ${state}`;
  return heartbeating({ interval: pace.heartbeat, details, what }, async () => {
    const deadline = Date.now() + pace.attempt;
    let interval = pace.shortestPoll;
    for (;;) {
      const seen = await lookOnce(wait, context.cancellationSignal);
      context.heartbeat(details());
      if (seen !== null && 'done' in seen) return seen.done;
      const changed = seen !== null && seen.state !== state;
      if (seen !== null) state = seen.state;
      interval = changed ? pace.shortestPoll : Math.min(interval * 1.5, pace.longestPoll);
      const jittered = Math.round(interval * (0.8 + 0.4 * Math.random()));
      if (Date.now() + jittered >= deadline) throw notYet(what(), jittered);
      await sleep(jittered);
    }
  });
}

/** Null when the look failed in a passing way; what it was is told as trouble. */
async function lookOnce<T>(wait: Wait<T>, signal: AbortSignal): Promise<Look<T> | null> {
  try {
    const seen = await wait.look(signal);
    wait.onTrouble?.(undefined);
    return seen;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApplicationFailure) throw error;
    const classified = classifyOwn(error);
    // A fault of the code is no state of the job.
    if (classified === null) throw error;
    const { type, message } = classified;
    if (!passing.has(type)) throw failure(type, `${wait.what}: ${message}`, { cause: error });
    wait.onTrouble?.(`${type}: ${message}`);
    return null;
  }
}
