import { sleep } from '@temporalio/workflow';
import type { Step } from '../contract/activities.js';
import type { FailureType } from '../contract/failures.js';
import type { Rung } from '../contract/run/plan.js';
import { outcomeOf } from './outcome.js';
import { boundsTries } from './patches.js';
import type { PublishedStatus } from './status/published-status.js';

/** One try on an instance type, in two steps: SageMaker keeps a name that was taken, also of what failed afterwards. */
export interface Try<R extends Rung, B extends Pick<Step, 'attempt'>, T> {
  /** Up to where names are taken; fails before that, and the next try takes the same ones. Gives the attempt that they are of. */
  begin: (rung: R, step: Step) => Promise<B>;
  /** From there on until it holds. */
  complete: (rung: R, begun: B) => Promise<T>;
}

export interface Ladder<R extends Rung> {
  /** What is wanted, for the notes, e.g. `training job`. */
  what: string;
  rungs: readonly R[];
  /** Where to begin, null or left out: with the first attempt on the first rung. */
  first?: Step | null;
}

const firstPauseInSeconds = 60;
const longestPauseInSeconds = 900;
/**
 * Tries over all instance types that are followed by a pause on the same one. A try of an endpoint takes some 50 events of the 51,200 after
 * which the server ends a run, undoing nothing; a week of tries on one type is 672.
 */
const mostTries = 700;
/** SageMaker's own errors: "please try again". */
const mostInternalErrors = 3;

/** A type that is not to be had now, so that waiting or another type may help. */
const scarce: ReadonlySet<string> = new Set<FailureType>(['NoCapacity', 'QuotaExceeded', 'MaxWaitTimeExceeded']);
/** What may fare better on the same type after a while; a spot job that waited in vain has waited already. */
const worthWaiting: ReadonlySet<string> = new Set<FailureType>(['NoCapacity', 'QuotaExceeded']);

/**
 * Tries the instance types in their order until one holds: again on the same type while it has no capacity, for as long as its rung says,
 * and after SageMaker's own errors. Other failures end it at once; the last one is thrown when no type is left.
 */
export async function tryInstanceTypes<R extends Rung, B extends Pick<Step, 'attempt'>, T>(
  { what, rungs, first = null }: Ladder<R>,
  published: PublishedStatus,
  { begin, complete }: Try<R, B, T>,
): Promise<T> {
  let last: unknown;
  let attempt = first?.attempt ?? 1;
  let tries = 0;
  for (const [index, rung] of rungs.entries()) {
    if (index < (first?.rung ?? 0)) continue;
    if (rung.ruledOut !== undefined) {
      published.note(`${what}: ${nameOf(rung)} skipped: ${rung.ruledOut}`);
      continue;
    }
    const since = Date.now();
    let pauseInSeconds = firstPauseInSeconds;
    for (let internalErrors = 0; ;) {
      tries += 1;
      try {
        const begun = await begin(rung, { rung: index, attempt });
        attempt = begun.attempt + 1;
        return await complete(rung, begun);
      } catch (error) {
        const failure = outcomeOf(error).failure;
        const type = failure?.type ?? '';
        const again =
          type === 'TrainingInternalError'
            ? ++internalErrors < mostInternalErrors
            : worthWaiting.has(type) &&
              !neverFits(failure?.message ?? '') &&
              (Date.now() - since) / 1000 + pauseInSeconds <= rung.capacityWaitInSeconds;
        if (!again && !scarce.has(type)) throw error;
        const enough = again && tries >= mostTries && boundsTries();
        published.note(`${what} on ${nameOf(rung)}: ${type}: ${failure?.message ?? ''}`);
        last = error;
        if (!again || enough) break;
        await sleep(pauseInSeconds * 1000, { summary: `Pause before another try on ${rung.instanceType}` });
        pauseInSeconds = Math.min(pauseInSeconds * 2, longestPauseInSeconds);
      }
    }
  }
  throw last;
}

/** An account limit of nothing at all is not waited for. */
const neverFits = (message: string): boolean => /service limit '[^']*' is 0 /.test(message);

const nameOf = (rung: Rung & { spot?: boolean }): string =>
  `${rung.instanceType}${rung.spot === true ? ' (spot)' : ''}`;
