import type { QueryService } from '../../wire/protocols/query.js';
import { ServiceError } from '../../wire/service-error.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import { getCallerIdentity } from './operations/get-caller-identity.js';

const operations = { GetCallerIdentity: getCallerIdentity };

/** The Security Token Service. It keeps nothing. */
export function stsService(onRequest: OnRequest): QueryService {
  return {
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: serve({
      constraints: constraints.sts,
      refusal: (message) => new ServiceError('ValidationError', message),
      operations,
      stateOf: () => undefined,
    }),
    onRequest,
  };
}
