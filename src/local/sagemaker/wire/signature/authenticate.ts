import type { Call } from '../http/call.js';
import { authorizationOf, verifySignature } from './signature.js';
import type { Scope } from './signature.js';
import { signatureError } from './signature-errors.js';
import type { SignatureDialect } from './signature-errors.js';

/**
 * Verifies the signature of a request.
 * @param payloadHash as verifySignature takes it
 * @returns what it is signed for
 * @throws ServiceError in the words of the protocol
 */
export function authenticate(call: Call, dialect: SignatureDialect, payloadHash: string): Scope {
  const fault = verifySignature(call, payloadHash);
  if (fault !== undefined) throw signatureError(dialect, fault);
  const scope = authorizationOf(call);
  if (typeof scope === 'string') throw signatureError(dialect, 'malformed');
  return scope;
}

/** @throws ServiceError for a signature that is valid, but for another service */
export function checkService({ service }: Scope, dialect: SignatureDialect, signingName: string): void {
  if (service !== signingName) throw signatureError(dialect, 'malformed');
}
