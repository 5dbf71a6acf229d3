import type { Look } from './polling.js';
import type { PollingIntervals } from './polling-intervals.js';

/**
 * When "not found" may be believed of something that was never seen, and that a clean-up has to be sure about. The worker that was to
 * create it may have been killed with its request on the way, and SageMaker may carry that out after the first look: so the
 * absence must have held for a grace period.
 */
export class Absence {
  readonly #gracePeriod: number;
  #since: number | undefined;

  constructor({ absenceGracePeriod }: Pick<PollingIntervals, 'absenceGracePeriod'>) {
    this.#gracePeriod = absenceGracePeriod;
  }

  /** To be called at each look that found nothing. @returns how to wait for the next one, or null when the absence may be believed */
  doubt(): Extract<Look<never>, { state: string }> | null {
    const now = performance.now();
    this.#since ??= now;
    const left = this.#since + this.#gracePeriod - now;
    return left <= 0 ? null : { state: 'not found', again: Math.ceil(left) };
  }
}
