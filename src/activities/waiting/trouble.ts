import { ApplicationFailure } from '@temporalio/common';
import { isNotFound } from '../../aws/index.js';
import type { FailureType } from '../../contract/failures.js';
import { awsFailure } from '../failures.js';
import { Absence } from './absence.js';
import type { PollingIntervals } from './polling-intervals.js';

/** What `sageMakerOf` fails with before anything could be looked at. A look that fails so by itself has seen nothing either. */
const unseen = new Set<string>([
  'ServiceUnavailable',
  'CredentialsUnusable',
  'WrongAccount',
  'AccessDenied',
  'RequestRefused',
] satisfies FailureType[]);

/**
 * Judges the errors of a wait's looks. What is paid for hangs on waits and clean-ups, so only this ends one: what a look itself
 * decided; a fault of the code; "not found" and "access denied" that have held. Everything else that AWS says is trouble, to be waited out.
 */
export class Trouble {
  readonly #intervals: PollingIntervals;
  readonly #absence: Absence;
  #deniedSince: number | undefined;

  constructor(intervals: PollingIntervals) {
    this.#intervals = intervals;
    this.#absence = new Absence(intervals);
  }

  /** A look got its answers. */
  over(): void {
    this.#deniedSince = undefined;
    this.#absence.over();
  }

  /** @returns the failure that keeps the wait from looking. @throws what ends the wait */
  judge(error: unknown, what: string): ApplicationFailure {
    const failed = awsFailure(error, what);
    if (!(failed instanceof ApplicationFailure)) throw failed;
    const decided = failed === error && !unseen.has(failed.type ?? '');
    // Not a failure of AWS: the call had no turn, and the next attempt queues anew.
    const handedOver = failed.type === ('NotYet' satisfies FailureType);
    if (decided || handedOver || this.#hasHeld(failed, error)) throw failed;
    return failed;
  }

  #hasHeld(failed: ApplicationFailure, error: unknown): boolean {
    if (isNotFound(error)) return this.#absence.doubt() === null;
    if (failed.type !== ('AccessDenied' satisfies FailureType)) return false;
    this.#deniedSince ??= performance.now();
    return performance.now() - this.#deniedSince >= this.#intervals.denialGracePeriod;
  }
}
