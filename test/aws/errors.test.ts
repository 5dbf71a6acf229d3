import { describe, expect, test } from 'vitest';
import { classify, classifyOwn, isAlreadyThere, isNotFound, isWrongState } from '../../src/aws/index.js';
import {
  awsError,
  endpointBusy,
  exists,
  expired,
  jobEnded,
  jobExists,
  noSuchJob,
  notFound,
  quotaReached,
  throttled,
} from '../support/aws/errors.js';

const skewed = (name: string): Error => {
  const error = awsError(name, 'Signature not yet current');
  return Object.assign(error, { $metadata: { httpStatusCode: 400, clockSkewCorrected: true } });
};

describe('classify', () => {
  test.each([
    ['a throttle', throttled(), 'ServiceUnavailable'],
    ["S3's throttle", awsError('SlowDown', 'Reduce your request rate', { status: 503 }), 'ServiceUnavailable'],
    ['any 5xx', awsError('SomethingNew', '', { status: 503 }), 'ServiceUnavailable'],
    ['any 429', awsError('SomethingNew', '', { status: 429 }), 'ServiceUnavailable'],
    ['a container that is not ready', awsError('ModelNotReadyException', '', { status: 429 }), 'ServiceUnavailable'],
    ['a cut answer', awsError('SyntaxError', 'Unexpected end of JSON input', { status: 200 }), 'ServiceUnavailable'],
    ['a socket that timed out', awsError('TimeoutError', ''), 'ServiceUnavailable'],
    ['a refused connection', awsError('Error', '', { status: 0, code: 'ECONNREFUSED' }), 'ServiceUnavailable'],
    ['a reset connection', awsError('Error', '', { status: 0, code: 'ECONNRESET' }), 'ServiceUnavailable'],
    ['an unknown host', awsError('Error', '', { status: 0, code: 'ENOTFOUND' }), 'ServiceUnavailable'],
    ['a quota', quotaReached(), 'QuotaExceeded'],
    ['a policy', awsError('AccessDeniedException', 'is not authorized to perform'), 'AccessDenied'],
    ["S3's policy", awsError('AccessDenied', 'Access Denied', { status: 403 }), 'AccessDenied'],
    ['expired credentials', expired(), 'CredentialsUnusable'],
    ['missing credentials', awsError('CredentialsProviderError', 'Could not load credentials'), 'CredentialsUnusable'],
    ['a wrong secret', awsError('SignatureDoesNotMatch', '', { status: 403 }), 'CredentialsUnusable'],
    ['a throttle of another service', awsError('RequestThrottledException', 'Rate exceeded'), 'ServiceUnavailable'],
    ['a limit of calls', awsError('LimitExceededException', 'too many'), 'ServiceUnavailable'],
    ["S3's own time-out", awsError('RequestTimeout', 'not read from within the timeout period'), 'ServiceUnavailable'],
    ['a clock that the SDK has set by this very answer', skewed('InvalidSignatureException'), 'ServiceUnavailable'],
    ['a skew told as a refusal, and set right', skewed('AccessDeniedException'), 'ServiceUnavailable'],
    ['a clock that could not be set', awsError('InvalidSignatureException', 'not current'), 'CredentialsUnusable'],
    ["S3's word for it", awsError('RequestTimeTooSkewed', '', { status: 403 }), 'CredentialsUnusable'],
    ['a request from the future', awsError('RequestInTheFuture', ''), 'CredentialsUnusable'],
    ['a token of another region', awsError('InvalidToken', ''), 'CredentialsUnusable'],
    ['a request without a token', awsError('MissingAuthenticationTokenException', ''), 'CredentialsUnusable'],
    ['half a signature', awsError('IncompleteSignatureException', ''), 'CredentialsUnusable'],
    ['an account that is not active yet', awsError('OptInRequired', '', { status: 403 }), 'CredentialsUnusable'],
    ['a refused HEAD', awsError('Unknown', '', { status: 403 }), 'AccessDenied'],
    ["S3's failure in an answer that began well", awsError('InternalError', '', { status: 200 }), 'ServiceUnavailable'],
    ['a validation', awsError('ValidationException', '1 validation error detected'), 'RequestRefused'],
    ['an error of the container', awsError('ModelError', '', { status: 424 }), 'RequestRefused'],
    ['an error of our own', new TypeError('x is not a function'), 'RequestRefused'],
    ['nothing', undefined, 'RequestRefused'],
  ])('takes %s as it is meant', (_name, error, type) => {
    expect(classify(error).type).toBe(type);
  });

  test("tells the error's name and message", () => {
    expect(classify(throttled()).message).toBe('ThrottlingException: Rate exceeded');
  });

  test('tells a message that is spelt Message', () => {
    expect(classify({ name: 'ModelError', Message: 'out of memory' }).message).toBe('ModelError: out of memory');
  });
});

const told = [
  ['a job that is missing', noSuchJob(), isNotFound],
  ['a model that is missing', notFound('model'), isNotFound],
  ['an endpoint config that is missing', notFound('endpoint configuration'), isNotFound],
  ['an endpoint that is missing', notFound('endpoint'), isNotFound],
  [
    'a thing that is missing by its declared name',
    awsError('ResourceNotFound', 'Requested resource not found.'),
    isNotFound,
  ],
  ['a job that exists', jobExists(), isAlreadyThere],
  ['a model that exists', exists('model'), isAlreadyThere],
  ['an endpoint config that exists', exists('endpoint configuration'), isAlreadyThere],
  ['an endpoint that exists', exists('endpoint'), isAlreadyThere],
  ['a job that has ended', jobEnded(), isWrongState],
  ['an endpoint that is busy', endpointBusy(), isWrongState],
  ['a validation of another kind', awsError('ValidationException', "Could not assume role 'arn:…'"), null],
  [
    "a throttle that speaks of something that couldn't be found",
    awsError('ThrottlingException', 'could not find'),
    null,
  ],
  ['nothing', null, null],
] as const;

describe.each(told)('%s', (_name, error, meant) => {
  test.each([isNotFound, isAlreadyThere, isWrongState])('is told by $name and by nothing else', (predicate) => {
    expect(predicate(error)).toBe(predicate === meant);
  });
});

describe('an error that wraps another', () => {
  test('is taken as the AWS error that it wraps', () => {
    const throttled = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(classify(new Error("the manifest can't be read", { cause: throttled })).type).toBe('ServiceUnavailable');
  });

  test('is no error of AWS when there is none in the chain: a fault of the code is not told as something else', () => {
    expect(classifyOwn(new Error('outer', { cause: new TypeError('x is not a function') }))).toBeNull();
  });
});
