import { ServiceError } from '../service-error.js';
import type { SignatureFault } from './signature.js';

/** How a protocol family words what is wrong with a signature. */
export type SignatureDialect = 'json' | 's3' | 'query';

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const badToken = 'The security token included in the request is invalid.';
const expired = 'Signature expired: the time of the request differs too much from the time of this machine.';
const noToken = 'Missing Authentication Token';
const malformed = 'The Authorization header is not a complete AWS Signature Version 4.';

/** Faults of presigned URLs, which are S3's alone. */
type UrlFault = 'expired' | 'version 2';

const version2 =
  'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256 (Signature Version 4).';

type Answer = readonly [code: string, status: number, message: string];

const urlAnswers: Record<UrlFault, Answer> = {
  expired: ['AccessDenied', 403, 'Request has expired'],
  'version 2': ['InvalidRequest', 400, version2],
};

const answers: Record<SignatureDialect, Record<Exclude<SignatureFault, UrlFault>, Answer>> = {
  json: {
    missing: ['MissingAuthenticationTokenException', 400, noToken],
    malformed: ['IncompleteSignatureException', 400, malformed],
    'unknown key': ['UnrecognizedClientException', 400, badToken],
    mismatch: ['InvalidSignatureException', 400, mismatch],
    skew: ['InvalidSignatureException', 400, expired],
  },
  s3: {
    missing: ['AccessDenied', 403, 'Access Denied'],
    malformed: ['AuthorizationHeaderMalformed', 400, malformed],
    'unknown key': ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
    mismatch: ['SignatureDoesNotMatch', 403, mismatch],
    skew: ['RequestTimeTooSkewed', 403, "The difference between the request time and the server's time is too large."],
  },
  query: {
    missing: ['MissingAuthenticationToken', 403, noToken],
    malformed: ['IncompleteSignature', 400, malformed],
    'unknown key': ['InvalidClientTokenId', 403, badToken],
    mismatch: ['SignatureDoesNotMatch', 403, mismatch],
    skew: ['SignatureDoesNotMatch', 403, expired],
  },
};

export function signatureError(dialect: SignatureDialect, fault: SignatureFault): ServiceError {
  const [code, status, message] =
    fault === 'expired' || fault === 'version 2' ? urlAnswers[fault] : answers[dialect][fault];
  return new ServiceError(code, message, status);
}
