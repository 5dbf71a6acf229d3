import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { classify, isNotFound } from '../../aws/index.js';
import type { ListedState } from '../../aws/index.js';
import type { FailureType } from '../../contract/failures.js';
import { notYet } from '../failures.js';
import type { Subscription } from './shared-list.js';
import { deadline } from './deadline.js';
import { heartbeating } from './heartbeating.js';
import { pause } from './pause.js';
import type { Patience, PollingIntervals } from './polling-intervals.js';
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
  /** The longest pause between two hints, in milliseconds; left out: as of a log. */
  hintPause?: () => number;
  /** Somebody says that there is something to see: the first look comes at once. */
  woken?: boolean;
  /** Lists that tell of it too; while they do, looks rest. */
  sharedList?: OnSharedList;
}

/** A wait that is subscribed to a shared list, and what it makes of what is listed there. */
interface OnSharedList {
  readonly subscription: Subscription;
  /** Takes what is listed. @returns whether it calls for a look; asked again and again while that stays so */
  readonly calls: (listed: ListedState) => boolean;
}

/** Characters: AWS writes whole lists of what it allows into some errors. */
const longestTold = 500;

/**
 * Looks until there is an end, at most one attempt's time; then throws `NotYet`, so that waiting goes on elsewhere.
 * Looks come soon after a change of state or a hint and ever later after that, with jitter. Where lists tell of it too, looks come
 * after what these show, and by themselves only where they don't, but for one late in each attempt.
 */
export async function poll<T>({ pollingIntervals: intervals, leaving }: Patience, wait: Wait<T>): Promise<T> {
  const context = Context.current();
  const details = wait.details ?? ((): null => null);
  const trouble = new Trouble(intervals);
  let state = 'not seen yet';
  let hindrance: string | undefined;
  const what = (): string => `${wait.what}: ${hindrance?.slice(0, longestTold) ?? state}`;
  try {
    return await heartbeating({ interval: intervals.heartbeat, details, what, leaving }, async (signal) => {
      const end = Date.now() + intervals.attempt;
      // Lists may be wrong: an attempt looks once whatever they say, late, and not all at the same time.
      let until = end - (intervals.attempt * Math.random()) / 2;
      let usual = 0;
      let news = true;
      const isCrowded = wait.sharedList?.subscription.crowded === true;
      if (wait.woken !== true && (isQuiet(wait) || (isCrowded && !callsForLook(wait))))
        news = await rest({ least: intervals.longestPoll, end: until, intervals, wait, signal });
      for (;;) {
        if (isQuiet(wait) && Date.now() >= end) throw notYet(what(), intervals.shortestPoll);
        const seen = await lookOnce(wait, trouble, signal, end + intervals.overtime - Date.now());
        if ('done' in seen) return seen.done;
        until = end;
        context.heartbeat(details());
        hindrance = 'trouble' in seen ? seen.trouble : undefined;
        if ('trouble' in seen) {
          // Another worker of this queue may have the right credentials: it gets the wait.
          if (seen.elsewhere) throw notYet(what(), intervals.longestPoll);
        } else {
          news ||= seen.state !== state;
          state = seen.state;
        }
        const [shortest, longest] = wait.pauses?.() ?? [intervals.shortestPoll, intervals.longestPoll];
        usual = news ? shortest : Math.min(Math.max(usual * 1.5, shortest), longest);
        const exactly = 'again' in seen ? seen.again : undefined;
        const next = exactly ?? Math.round(usual * (0.8 + 0.4 * Math.random()));
        if (Date.now() + next >= end) throw notYet(what(), Math.min(next, intervals.longestPoll));
        news = await rest({ least: next, exact: exactly !== undefined, end: until, intervals, wait, signal });
      }
    });
  } finally {
    wait.sharedList?.subscription.leave();
  }
}

/**
 * One look, where it is time for one, and then room for others: the attempt ends with a long pause, in which it costs nobody anything.
 * It looks on only where what AWS says ends the wait once it has held.
 * @param pause milliseconds until the next attempt, which comes earlier where somebody wakes the run
 */
export function park<T>(
  { pollingIntervals: intervals, leaving }: Patience,
  wait: Wait<T>,
  { looks, pause: asked }: { readonly looks: boolean; readonly pause: () => Promise<number> },
): Promise<T> {
  const details = wait.details ?? ((): null => null);
  let told = 'parked';
  const what = (): string => `${wait.what}: ${told}`;
  return heartbeating({ interval: intervals.heartbeat, details, what, leaving }, async (signal) => {
    const trouble = new Trouble(intervals);
    for (let again = looks; again;) {
      const seen = await lookOnce(wait, trouble, signal, intervals.overtime);
      if ('done' in seen) return seen.done;
      told = 'trouble' in seen ? seen.trouble.slice(0, longestTold) : `${seen.state}, parked`;
      again = 'trouble' in seen && seen.mayEnd;
      if (again) await pause(intervals.longestPoll, signal);
    }
    Context.current().heartbeat(details());
    throw notYet(what(), await asked());
  });
}

/** The lists have it, and nothing in them calls for a look. */
function isQuiet<T>({ sharedList }: Wait<T>): boolean {
  if (sharedList?.subscription.covered !== true) return false;
  return sharedList.subscription.listed !== undefined && !callsForLook({ sharedList });
}

const callsForLook = <T>({ sharedList }: Pick<Wait<T>, 'sharedList'>): boolean =>
  sharedList?.subscription.listed !== undefined && sharedList.calls(sharedList.subscription.listed);

interface Rest<T> {
  readonly least: number;
  /** The pause has to be exactly so long, whatever the lists say. */
  readonly exact?: boolean;
  /** Of a rest in which the lists are quiet. */
  readonly end: number;
  readonly intervals: PollingIntervals;
  readonly wait: Wait<T>;
  readonly signal: AbortSignal;
}

/** Sleeps, and asks for hints meanwhile; while the lists are quiet, to that end. @returns whether there was one, or a change in the lists */
async function rest<T>({ least, exact = false, end, intervals, wait, signal }: Rest<T>): Promise<boolean> {
  const { hint, sharedList } = wait;
  let over = Date.now() + least;
  const longestHint = (): number => wait.hintPause?.() ?? intervals.log;
  // Where many ask, not all at the beginning.
  let interval = longestHint() > intervals.log ? longestHint() * Math.random() : intervals.shortestPoll;
  let nextHint = Date.now() + interval;
  for (;;) {
    const now = Date.now();
    if (now >= over) {
      if (exact || now >= end || !isQuiet(wait)) return false;
      over = Math.min(now + intervals.longestPoll, end);
    }
    const hinted = hint !== undefined && nextHint < over;
    const subscription = exact ? undefined : sharedList?.subscription;
    await pause(Math.max((hinted ? nextHint : over) - now, 0), signal, subscription?.changed());
    const news = subscription?.takeNews();
    if (news === 'hint' || (news === 'change' && callsForLook(wait))) return true;
    if (hinted && Date.now() >= nextHint) {
      if (await hint(signal)) return true;
      interval = Math.min(Math.max(interval, intervals.shortestPoll) * 1.5, longestHint());
      nextHint = Date.now() + interval;
    }
  }
}

/** A look that failed in a way that may pass, whether on this worker alone, and whether it ends the wait once it has held. */
interface Failed {
  trouble: string;
  elsewhere: boolean;
  mayEnd: boolean;
}

async function lookOnce<T>(
  wait: Wait<T>,
  trouble: Trouble,
  stopped: AbortSignal,
  milliseconds: number,
): Promise<Look<T> | Failed> {
  const { signal, release } = deadline(stopped, milliseconds);
  try {
    const seen = await wait.look(signal);
    trouble.over();
    wait.onTrouble?.(undefined);
    return seen;
  } catch (error) {
    stopped.throwIfAborted();
    const { type } = trouble.judge(error, wait.what);
    const told = `${type}: ${error instanceof ApplicationFailure ? error.message : classify(error).message}`;
    wait.onTrouble?.(told);
    const is = (failureType: FailureType): boolean => type === failureType;
    return { trouble: told, elsewhere: is('WrongAccount'), mayEnd: is('AccessDenied') || isNotFound(error) };
  } finally {
    release();
  }
}
