import type { JsonService } from '../../wire/protocols/aws-json.js';
import { ServiceError } from '../../wire/service-error.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import { listServiceQuotas } from './operations/list-service-quotas.js';
import type { QuotasRegion } from './quotas-region.js';

const operations = { ListServiceQuotas: listServiceQuotas };

/** Service Quotas. */
export function quotasService(stateOf: (region: string) => QuotasRegion, onRequest: OnRequest): JsonService {
  return {
    target: 'ServiceQuotasV20190624',
    signingName: 'servicequotas',
    operations: serve({ constraints: constraints['service-quotas'], refusal: illegalArgument, operations, stateOf }),
    onRequest,
  };
}

function illegalArgument(message: string): ServiceError {
  return new ServiceError('IllegalArgumentException', message);
}
