import { randomBytes } from 'node:crypto';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import { keyArn } from '../key-arn.js';
import { contextIn } from '../kms-region.js';
import type { KmsOperation } from '../kms-region.js';
import { wrap } from '../wrapped-key.js';

interface GenerateDataKeyInput {
  readonly KeyId: string;
  readonly KeySpec?: 'AES_256' | 'AES_128';
  readonly NumberOfBytes?: number;
}

const bytesOf = { AES_256: 32, AES_128: 16 } as const;

export const generateDataKeyWithoutPlaintext: KmsOperation = (input, { region }) => {
  const { KeyId: named, KeySpec, NumberOfBytes } = input as JsonObject & GenerateDataKeyInput;
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw new ServiceError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  const KeyId = keyArn(named, region);
  const bytes = KeySpec === undefined ? (NumberOfBytes ?? 0) : bytesOf[KeySpec];
  return { KeyId, CiphertextBlob: wrap(randomBytes(bytes), KeyId, contextIn(input)).toString('base64') };
};
