import { sleep } from '@temporalio/workflow';
import type { Step } from '../contract/activities.js';
import type { FailureType } from '../contract/failures.js';
import type { Rung } from '../contract/plan.js';
import { outcomeOf } from './outcome.js';
import type { StatusBoard } from './status-board.js';

/** One try: what has been made under its names is told by `used`, so that the next try takes others. */
export interface Try extends Step {
  used: boolean;
}

export interface Ladder<R extends Rung> {
  /** What is wanted, for the notes, e.g. `training job`. */
  what: string;
  rungs: readonly R[];
}

/** Seconds. */
const firstPause = 60;
const longestPause = 900;
/** SageMaker's own errors: "please try again". */
const mostInternalErrors = 3;

/** A type that is not to be had now, so that waiting or another type may help. */
const scarce: ReadonlySet<string> = new Set<FailureType>(['NoCapacity', 'QuotaExceeded', 'MaxWaitTimeExceeded']);
/** What may fare better on the same type after a while; a spot job that waited in vain has waited already. */
const worthWaiting: ReadonlySet<string> = new Set<FailureType>(['NoCapacity', 'QuotaExceeded']);

/**
 * Walks the list of instance types until a try holds: waits on a rung while it has no capacity, as long as the rung says,
 * and tries again after SageMaker's own errors. Other failures end it at once; the last one is thrown when no rung is left.
 */
export async function climb<R extends Rung, T>(
  { what, rungs }: Ladder<R>,
  board: StatusBoard,
  attempt: (rung: R, step: Try) => Promise<T>,
): Promise<T> {
  let last: unknown;
  let next = 1;
  for (const [index, rung] of rungs.entries()) {
    if (rung.ruledOut !== undefined) {
      board.note(`${what}: ${nameOf(rung)} skipped: ${rung.ruledOut}`);
      continue;
    }
    const since = Date.now();
    let pause = firstPause;
    for (let internalErrors = 0; ;) {
      const step: Try = { rung: index, attempt: next, used: false };
      try {
        return await attempt(rung, step);
      } catch (error) {
        const failure = outcomeOf(error).failure;
        const type = failure?.type ?? '';
        if (step.used) next = step.attempt + 1;
        const again =
          type === 'TrainingInternalError'
            ? ++internalErrors < mostInternalErrors
            : worthWaiting.has(type) &&
              !neverFits(failure?.message ?? '') &&
              (Date.now() - since) / 1000 + pause <= rung.capacityWaitInSeconds;
        if (!again && !scarce.has(type)) throw error;
        board.note(`${what} on ${nameOf(rung)}: ${type}: ${failure?.message ?? ''}`);
        last = error;
        if (!again) break;
        await sleep(pause * 1000, { summary: `Pause before another try on ${rung.instanceType}` });
        pause = Math.min(pause * 2, longestPause);
      }
    }
  }
  throw last;
}

/** An account limit of nothing at all is not waited for. */
const neverFits = (message: string): boolean => /service limit '[^']*' is 0 /.test(message);

const nameOf = (rung: Rung & { spot?: boolean }): string =>
  `${rung.instanceType}${rung.spot === true ? ' (spot)' : ''}`;
