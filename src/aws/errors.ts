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
  $metadata?: { httpStatusCode?: number };
}

/** Error names by what they mean. SageMaker says most things with ValidationException: there the text decides. */
const byName: Record<string, FailureType> = {
  ThrottlingException: 'ServiceUnavailable',
  Throttling: 'ServiceUnavailable',
  TooManyRequestsException: 'ServiceUnavailable',
  SlowDown: 'ServiceUnavailable',
  RequestLimitExceeded: 'ServiceUnavailable',
  ServiceUnavailable: 'ServiceUnavailable',
  InternalFailure: 'ServiceUnavailable',
  InternalServerError: 'ServiceUnavailable',
  ModelNotReadyException: 'ServiceUnavailable',
  TimeoutError: 'ServiceUnavailable',
  NetworkingError: 'ServiceUnavailable',
  // Cut short by our own deadline: the outcome is open.
  AbortError: 'ServiceUnavailable',
  RateLimitWaitError: 'ServiceUnavailable',
  ResourceLimitExceeded: 'QuotaExceeded',
  AccessDeniedException: 'AccessDenied',
  AccessDenied: 'AccessDenied',
  ExpiredTokenException: 'CredentialsUnusable',
  ExpiredToken: 'CredentialsUnusable',
  CredentialsProviderError: 'CredentialsUnusable',
  UnrecognizedClientException: 'CredentialsUnusable',
  InvalidClientTokenId: 'CredentialsUnusable',
  InvalidAccessKeyId: 'CredentialsUnusable',
  SignatureDoesNotMatch: 'CredentialsUnusable',
  TokenProviderError: 'CredentialsUnusable',
};

const throttling = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'SlowDown',
  'RequestLimitExceeded',
]);

/** The call came too soon after others. */
export const isThrottled = (error: unknown): boolean => {
  const { name = '', $metadata } = (error ?? {}) as AwsErrorLike;
  return throttling.has(name) || $metadata?.httpStatusCode === 429;
};

const connectionFaults = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'];

/** How an error is to be taken; an error that wraps one of AWS is taken as that one. Null for what is no error of an AWS call: a fault of the code. */
export function classifyOwn(error: unknown): Classified | null {
  if (typeof error !== 'object' || error === null) return null;
  const { name = 'Error', code, $metadata } = error as AwsErrorLike;
  const message = `${name}: ${messageOf(error)}`;
  const known = byName[name];
  if (known !== undefined) return { type: known, message };
  const status = $metadata?.httpStatusCode ?? 0;
  // A cut or HTML answer reaches us as a SyntaxError: the outcome of the call is open, so it is asked again.
  const broken = status >= 500 || status === 429 || ($metadata !== undefined && name === 'SyntaxError');
  if (broken || connectionFaults.includes(code ?? '')) return { type: 'ServiceUnavailable', message };
  if ($metadata !== undefined) return { type: 'RequestRefused', message };
  return classifyOwn((error as Error).cause);
}

/** The same where any error has to be taken somehow. */
export const classify = (error: unknown): Classified =>
  classifyOwn(error) ?? {
    type: 'RequestRefused',
    message: `${(error as AwsErrorLike | null)?.name ?? 'Error'}: ${messageOf(error)}`,
  };

export function messageOf(error: unknown): string {
  const { message, Message } = (error ?? {}) as AwsErrorLike;
  return message || Message || String(error);
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
