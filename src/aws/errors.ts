import { isClockSkewError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { FailureType } from '../contract/failures.js';

/** How an error of an AWS call is to be taken. */
export interface Classified {
  type: FailureType;
  message: string;
}

interface AwsErrorLike {
  name?: string;
  message?: string;
  Message?: string;
  code?: string;
  $retryable?: { throttling?: boolean };
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: true };
}

/**
 * Error names that the SDK's own lists (throttling, transient, clock) do not have, by what they mean.
 * SageMaker says most things with ValidationException: there the text decides.
 */
const byName: Record<string, FailureType> = {
  // S3 may write these into an answer that began as 200.
  InternalError: 'ServiceUnavailable',
  InternalFailure: 'ServiceUnavailable',
  InternalServerError: 'ServiceUnavailable',
  ServiceUnavailable: 'ServiceUnavailable',
  ModelNotReadyException: 'ServiceUnavailable',
  NetworkingError: 'ServiceUnavailable',
  EndlessListError: 'ServiceUnavailable',
  // Cut short by our own deadline: the outcome is open.
  AbortError: 'ServiceUnavailable',
  RateLimitWaitError: 'ServiceUnavailable',
  ResourceLimitExceeded: 'QuotaExceeded',
  AccessDeniedException: 'AccessDenied',
  AccessDenied: 'AccessDenied',
  ExpiredTokenException: 'CredentialsUnusable',
  ExpiredToken: 'CredentialsUnusable',
  TokenRefreshRequired: 'CredentialsUnusable',
  InvalidToken: 'CredentialsUnusable',
  CredentialsProviderError: 'CredentialsUnusable',
  UnrecognizedClientException: 'CredentialsUnusable',
  InvalidClientTokenId: 'CredentialsUnusable',
  InvalidAccessKeyId: 'CredentialsUnusable',
  IncompleteSignature: 'CredentialsUnusable',
  IncompleteSignatureException: 'CredentialsUnusable',
  MissingAuthenticationToken: 'CredentialsUnusable',
  MissingAuthenticationTokenException: 'CredentialsUnusable',
  TokenProviderError: 'CredentialsUnusable',
  // An account that is not active yet, or not any more.
  OptInRequired: 'CredentialsUnusable',
  NotSignedUp: 'CredentialsUnusable',
};

type SdkError = Parameters<typeof isTransientError>[0];

/** The call came too soon after others. */
export const isThrottled = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && isThrottlingError(error as SdkError);

/** Passes by itself, by the SDK's own judgement of this error, not of what caused it: a 5xx, a connection, a clock that it has just set right. */
const isPassing = (error: AwsErrorLike): boolean => {
  const { name = 'Error', message = '', code, $metadata, $retryable } = error;
  return isTransientError({ name, message, code, $metadata, $retryable } as SdkError);
};

/** Undefined for what is no error of an AWS call by itself. */
function typeOf(error: AwsErrorLike): FailureType | undefined {
  const { name = 'Error', $metadata } = error;
  if (isPassing(error) || isThrottled(error)) return 'ServiceUnavailable';
  const known = byName[name];
  if (known !== undefined) return known;
  if ($metadata === undefined) return undefined;
  // A cut or HTML answer reaches us as a SyntaxError: the outcome of the call is open, so it is asked again.
  const { httpStatusCode: status = 0 } = $metadata;
  if (status >= 500 || name === 'SyntaxError') return 'ServiceUnavailable';
  if (isClockSkewError(error as SdkError)) return 'CredentialsUnusable';
  // An answer to HEAD has no body, and so no name.
  return status === 403 ? 'AccessDenied' : 'RequestRefused';
}

/** How an error is to be taken; an error that wraps one of AWS is taken as that one. Null for what is no error of an AWS call: a fault of the code. */
export function classifyOwn(error: unknown): Classified | null {
  if (typeof error !== 'object' || error === null) return null;
  const type = typeOf(error);
  if (type === undefined) return classifyOwn((error as Error).cause);
  return { type, message: `${(error as AwsErrorLike).name ?? 'Error'}: ${messageOf(error)}` };
}

/** The same where any error has to be taken somehow. */
export const classify = (error: unknown): Classified =>
  classifyOwn(error) ?? {
    type: 'RequestRefused',
    message: `${(error as AwsErrorLike | null)?.name ?? 'Error'}: ${messageOf(error)}`,
  };

/** Characters of what AWS says of an error that are told on: histories and terminals have room for no more. */
const longestMessage = 4000;

export function messageOf(error: unknown): string {
  const { message, Message } = (error ?? {}) as AwsErrorLike;
  return (message || Message || String(error)).slice(0, longestMessage);
}

const isValidation = (error: unknown): boolean => (error as AwsErrorLike | null)?.name === 'ValidationException';

/** Describe, Delete or Stop of something that is not there: `Could not find …`, or for training jobs `Requested resource not found.` */
export const isNotFound = (error: unknown): boolean =>
  ((error as AwsErrorLike | null)?.name === 'ResourceNotFound' || isValidation(error)) &&
  /could not find|resource not found/i.test(messageOf(error));

/** The answer, or null where there is no such resource. */
export async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Create of a name that is taken. */
export const isAlreadyThere = (error: unknown): boolean =>
  (error as AwsErrorLike | null)?.name === 'ResourceInUse' ||
  (isValidation(error) && /cannot create already existing/i.test(messageOf(error)));

/** Stop of a job that has ended, or an endpoint that is on its way: not to be done now, and no fault. */
export const isWrongState = (error: unknown): boolean =>
  isValidation(error) && /cannot update in-progress|is in status/i.test(messageOf(error));
