import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import { isFailureType } from '../contract/failures.js';
import type { Outcome } from '../contract/run/status.js';
import { errorText } from '../contract/text/error-text.js';

/** How a run ended that threw: its outcome, and the failure of the catalogue that says so. */
export function outcomeOf(error: unknown): { outcome: Outcome; failure: ApplicationFailure | null } {
  if (isCancellation(error) || wouldBeRetried(error)) return { outcome: 'cancelled', failure: null };
  const failure = failureOf(error);
  return { outcome: failure?.type === 'GateRejected' ? 'rejected' : 'failed', failure };
}

/** An attempt failed in passing, and nothing but the run's cancellation kept the server from making another. */
const wouldBeRetried = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.retryState === 'CANCEL_REQUESTED';

/** Null for what is no business failure: a fault of the code, which must stay one (the task is retried, not the run failed). */
function failureOf(error: unknown): ApplicationFailure | null {
  if (error instanceof ApplicationFailure) return error;
  if (!(error instanceof ActivityFailure)) return null;
  const { cause } = error;
  if (cause instanceof ApplicationFailure && isFailureType(cause.type) && cause.type !== 'NotYet') {
    return failed(cause.type, cause.message, error, cause.details ?? []);
  }
  const gaveUp = cause instanceof TimeoutFailure || (cause instanceof ApplicationFailure && cause.type === 'NotYet');
  const reason = cause?.message ?? error.message;
  return gaveUp
    ? failed('WaitTimedOut', `${error.activityType}: gave up waiting (${reason})`, error)
    : failed('ServiceUnavailable', `${error.activityType}: ${reason}`, error);
}

function failed(type: FailureType, message: string, cause: Error, details: unknown[] = []): ApplicationFailure {
  return ApplicationFailure.create({ type, message, cause, details, nonRetryable: true });
}

/** Why a step failed, in its own words. */
export function reasonOf(error: unknown): string {
  if (error instanceof ActivityFailure) return error.cause?.message ?? error.message;
  return errorText(error);
}
