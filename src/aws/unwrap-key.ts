import type { FailureType } from '../contract/failures.js';
import { UnreachableError } from '../contract/unreachable.js';
import type { WrappedKey } from '../contract/wrapped-key.js';
import type { AwsClients } from './clients.js';
import { classify } from './errors.js';
import { sdk } from './sdk.js';

/** Nothing is wrong with the key: later, or with other credentials, it may be unwrapped. */
const away: ReadonlySet<FailureType> = new Set(['ServiceUnavailable', 'CredentialsUnusable']);

/**
 * The plain key, by KMS. What KMS refuses is told in words that name the KMS key, and what to do.
 * @throws UnreachableError where KMS does not answer or refuses the credentials, else Error
 */
export async function unwrapKey(clients: AwsClients, wrapped: WrappedKey, signal: AbortSignal): Promise<Uint8Array> {
  const { keyArn, ciphertext, encryptionContext } = wrapped;
  const kms = await clients.kms();
  // Loaded where a key is wrapped, and not by every process.
  const { DecryptCommand } = await sdk.kms();
  const ask = { KeyId: keyArn, CiphertextBlob: ciphertext, EncryptionContext: encryptionContext };
  try {
    const { Plaintext = new Uint8Array() } = await kms.send(new DecryptCommand(ask), { abortSignal: signal });
    return Plaintext;
  } catch (error) {
    const reason = reasonOf(error, wrapped);
    if (away.has(classify(error).type)) throw new UnreachableError('AWS', reason, { cause: error });
    throw new Error(reason, { cause: error });
  }
}

function reasonOf(error: unknown, { keyArn, encryptionContext }: WrappedKey): string {
  const { name } = error as Error;
  const { type, message } = classify(error);
  if (name === 'InvalidCiphertextException') {
    const context = Object.entries(encryptionContext).map((pair) => pair.join('='));
    return `KMS can't unwrap it: it was changed, or not wrapped with the encryption context ${context.join(',')}`;
  }
  if (name === 'IncorrectKeyException') return `it was wrapped by another KMS key than ${keyArn}`;
  if (type === 'AccessDenied') {
    return `these credentials may not unwrap it (${message}); it takes kms:Decrypt on ${keyArn}: iam/encryption.json`;
  }
  return `KMS did not unwrap it with ${keyArn}: ${message}`;
}
