import type { Pace } from './services.js';

/**
 * Something that was never seen, and that a clean-up has to be sure about. The worker that was to create it may have been killed with
 * its request on the way, and SageMaker may carry that out after the first look: "not found" is believed once it has held for a while.
 */
export class Unfound {
  readonly #hold: number;
  #since: number | undefined;

  constructor({ unfound }: Pace) {
    this.#hold = unfound;
  }

  /** To be called at each look that found nothing. @returns how to wait for the next one, or null when it may be believed */
  again(): { state: string; again: number } | null {
    const now = performance.now();
    this.#since ??= now;
    const left = this.#since + this.#hold - now;
    return left <= 0 ? null : { state: 'not found', again: Math.ceil(left) };
  }
}
