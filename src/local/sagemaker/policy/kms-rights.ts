import { keyArn } from '../services/kms/key-arn.js';
import { contextIn } from '../services/kms/kms-region.js';
import { wrappingKey } from '../services/kms/wrapped-key.js';
import type { JsonObject } from '../wire/service/operation.js';
import { right } from './right.js';
import type { Right } from './right.js';

/** On the key, with the context that is given: by `kms:EncryptionContext:NAME` a policy tells one use of a key from another. */
export function kmsRights(operation: string, input: JsonObject, region: string): Right {
  const context = Object.entries(contextIn(input)).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]]);
  return right(`kms:${operation}`, keyIn(input, region), Object.fromEntries(context) as Right['context']);
}

/** A key that is not there is no one's, and told by the operation itself. */
function keyIn({ KeyId, CiphertextBlob }: JsonObject, region: string): string {
  try {
    if (typeof KeyId === 'string') return keyArn(KeyId, region);
    return wrappingKey(Buffer.from(String(CiphertextBlob), 'base64'));
  } catch {
    return '*';
  }
}
