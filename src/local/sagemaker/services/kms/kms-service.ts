import type { JsonService } from '../../wire/protocols/aws-json.js';
import { ServiceError } from '../../wire/service-error.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import type { KmsOperation, KmsRegion } from './kms-region.js';
import { decrypt } from './operations/decrypt.js';
import { generateDataKeyWithoutPlaintext } from './operations/generate-data-key-without-plaintext.js';

const operations: Readonly<Record<string, KmsOperation>> = {
  Decrypt: decrypt,
  GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
};

/** AWS KMS, as far as data keys go. A stand-in that keeps nothing secret. */
export function kmsService(stateOf: (region: string) => KmsRegion, onRequest: OnRequest): JsonService {
  return {
    target: 'TrentService',
    signingName: 'kms',
    operations: serve({ constraints: constraints.kms, refusal, operations, stateOf }),
    onRequest,
  };
}

const refusal = (message: string): ServiceError => new ServiceError('ValidationException', message);
