import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import { keyArn } from '../key-arn.js';
import { contextIn } from '../kms-region.js';
import type { KmsOperation } from '../kms-region.js';
import { unwrap, wrappingKey } from '../wrapped-key.js';

interface DecryptInput {
  readonly CiphertextBlob: string;
  readonly KeyId?: string;
}

export const decrypt: KmsOperation = (input, { region }) => {
  const { CiphertextBlob = '', KeyId: named } = input as JsonObject & DecryptInput;
  const blob = Buffer.from(CiphertextBlob, 'base64');
  const KeyId = wrappingKey(blob);
  if (named !== undefined && keyArn(named, region) !== KeyId) {
    const message = 'The key ID in the request does not identify a CMK that can perform this operation.';
    throw new ServiceError('IncorrectKeyException', message);
  }
  const Plaintext = unwrap(blob, contextIn(input)).toString('base64');
  return { KeyId: keyArn(KeyId, region), Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
};
