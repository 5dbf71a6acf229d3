import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { classifyOwn, RateLimitWaitError } from '../aws/index.js';
import type { FailureType } from '../contract/failures.js';
import { defined } from '../contract/defined.js';
import { failureKinds } from '../contract/failures.js';
import { withoutSignatures } from '../contract/text/without-signatures.js';

/** Characters: a failure has to fit into a history with all that it wraps. */
const longestMessage = 10_000;

/** A failure of the catalogue; whether a retry may mend it stands there, not here. */
export function failure(
  type: FailureType,
  message: string,
  options: { cause?: unknown; details?: unknown[] } = {},
): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: withoutSignatures(message.slice(0, longestMessage)),
    nonRetryable: !failureKinds[type].retryable,
    ...(options.cause instanceof Error ? { cause: shortened(options.cause) } : {}),
    ...(options.details === undefined ? {} : { details: options.details }),
  });
}

/** What AWS says may be of any length, and stands in the stack again. */
const shortened = (cause: Error): Error =>
  cause.message.length <= longestMessage
    ? cause
    : Object.assign(new Error(cause.message.slice(0, longestMessage)), { name: cause.name });

/** The same failure with one more detail, its last; what is no failure stays as it is. */
export function withDetail(error: unknown, detail: unknown): unknown {
  if (!(error instanceof ApplicationFailure)) return error;
  const { message, type, nonRetryable, cause, category } = error;
  // Milliseconds, as `notYet` gives it; the SDK's type of a text of time is not to be had here.
  const nextRetryDelay = error.nextRetryDelay as number | undefined;
  return ApplicationFailure.create({
    message,
    details: [...(error.details ?? []), detail],
    ...defined({
      type: type ?? undefined,
      nonRetryable: nonRetryable ?? undefined,
      cause,
      nextRetryDelay,
      category: category ?? undefined,
    }),
  });
}

/** Still waiting: no fault, so it neither alarms nor counts as one; the next attempt comes after `nextRetryDelay` milliseconds. */
export function notYet(message: string, nextRetryDelay: number): ApplicationFailure {
  const type: FailureType = 'NotYet';
  return ApplicationFailure.create({ type, message, nextRetryDelay, category: ApplicationFailureCategory.BENIGN });
}

/** Milliseconds. */
const backInTheQueue = 500;

/**
 * The failure that an error of an AWS call means; what is a failure already passes through, and so does a fault of the code:
 * that one must not be told as the user's, and Temporal retries it until it is mended.
 */
export function awsFailure(error: unknown, what: string): unknown {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof RateLimitWaitError) return notYet(`${what}: ${error.message}`, backInTheQueue);
  const classified = classifyOwn(error);
  if (classified === null) return error;
  return failure(classified.type, `${what}: ${classified.message}`, { cause: error });
}

/** Runs a call; its AWS errors become failures of the catalogue that say what was being done. */
export async function calling<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw awsFailure(error, what);
  }
}
