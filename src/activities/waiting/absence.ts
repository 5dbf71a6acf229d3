import type { PollingIntervals } from './polling-intervals.js';

/**
 * When "not found" may be believed of something that was just created, or that a clean-up has to be sure about. SageMaker's store is
 * eventually consistent; and the worker that was to create it may have been killed with its request on the way, which SageMaker
 * may carry out after the first look. So the absence must have held for a grace period.
 */
export class Absence {
  readonly #gracePeriod: number;
  #since: number | undefined;

  constructor({ absenceGracePeriod }: Pick<PollingIntervals, 'absenceGracePeriod'>) {
    this.#gracePeriod = absenceGracePeriod;
  }

  /** To be called at each look that found nothing. @returns how to wait for the next one, or null when the absence may be believed */
  doubt(state = 'not found'): { state: string; again: number } | null {
    const now = performance.now();
    this.#since ??= now;
    const left = this.#since + this.#gracePeriod - now;
    return left <= 0 ? null : { state, again: Math.ceil(left) };
  }

  /** To be called at a look that found it. */
  over(): void {
    this.#since = undefined;
  }
}
