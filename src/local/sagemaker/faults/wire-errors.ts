import { ServiceError } from '../wire/service-error.js';
import type { Service } from './fault-rule.js';

type Answer = readonly [code: string, status: number, message: string];

const rate = 'Rate exceeded';
const internal = 'We encountered an internal error. Please try again.';
const unavailable = 'The service is unavailable. Please try again.';
const expired = 'The security token included in the request is expired';

const throttled: Readonly<Record<Service, Answer>> = {
  sagemaker: ['ThrottlingException', 400, rate],
  runtime: ['ThrottlingException', 400, rate],
  s3: ['SlowDown', 503, 'Please reduce your request rate.'],
  logs: ['ThrottlingException', 400, rate],
  sts: ['Throttling', 400, rate],
  quotas: ['TooManyRequestsException', 400, rate],
  sqs: ['RequestThrottled', 400, rate],
  kms: ['ThrottlingException', 400, rate],
};

const expiredToken: Readonly<Record<Service, Answer>> = {
  sagemaker: ['ExpiredTokenException', 400, expired],
  runtime: ['ExpiredTokenException', 403, expired],
  s3: ['ExpiredToken', 400, 'The provided token has expired.'],
  logs: ['ExpiredTokenException', 400, expired],
  sts: ['ExpiredToken', 403, expired],
  quotas: ['ExpiredTokenException', 400, expired],
  sqs: ['ExpiredToken', 403, expired],
  kms: ['ExpiredTokenException', 400, expired],
};

/** What a service calls its own failure: with status 503, and with any other. */
const failures: Readonly<Record<Service, readonly [unavailable: string, other: string]>> = {
  sagemaker: ['ServiceUnavailable', 'InternalFailure'],
  runtime: ['ServiceUnavailable', 'InternalFailure'],
  s3: ['ServiceUnavailable', 'InternalError'],
  logs: ['ServiceUnavailable', 'InternalFailure'],
  sts: ['ServiceUnavailable', 'InternalFailure'],
  quotas: ['ServiceUnavailable', 'ServiceException'],
  sqs: ['ServiceUnavailable', 'InternalFailure'],
  kms: ['ServiceUnavailable', 'KMSInternalException'],
};

export function throttling(service: Service): ServiceError {
  return errorOf(throttled[service]);
}

export function expiredCredentials(service: Service): ServiceError {
  return errorOf(expiredToken[service]);
}

export function failure(service: Service, asked: { status: number; code?: string; message?: string }): ServiceError {
  const isUnavailable = asked.status === 503;
  const code = asked.code ?? failures[service][isUnavailable ? 0 : 1];
  return new ServiceError(code, asked.message ?? (isUnavailable ? unavailable : internal), asked.status);
}

function errorOf([code, status, message]: Answer): ServiceError {
  return new ServiceError(code, message, status);
}
