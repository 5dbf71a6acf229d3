import type { Call } from '../http/call.js';
import { authorizationOf, claimOf, verifySignature } from './signature.js';
import type { Scope } from './signature.js';
import { signatureError } from './signature-errors.js';
import type { SignatureDialect } from './signature-errors.js';

/** Refuses what can't be signed rightly before its body is read. @throws ServiceError in the words of the protocol */
export function admit(call: Call, dialect: SignatureDialect): void {
  const claim = claimOf(call);
  if (typeof claim === 'string') throw signatureError(dialect, claim);
}

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
