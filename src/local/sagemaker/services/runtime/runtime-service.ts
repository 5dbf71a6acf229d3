import type { RestJsonService } from '../../wire/protocols/rest-json.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import { bodyLimit, invokeEndpoint } from './operations/invoke-endpoint.js';
import type { RuntimeRegion } from './runtime-region.js';
import { validationError } from './validation-error.js';

const operations = { InvokeEndpoint: invokeEndpoint };

const bindings = {
  InvokeEndpoint: {
    method: 'POST',
    path: /^\/endpoints\/(?<EndpointName>[^/]+)\/invocations$/,
    headers: {
      ContentType: 'content-type',
      Accept: 'accept',
      CustomAttributes: 'x-amzn-sagemaker-custom-attributes',
      TargetModel: 'x-amzn-sagemaker-target-model',
      TargetVariant: 'x-amzn-sagemaker-target-variant',
      InferenceId: 'x-amzn-sagemaker-inference-id',
    },
    payload: 'Body',
  },
};

/** SageMaker Runtime. Its constraints hold for the members in path and headers; of the body only the size is limited. */
export function runtimeService(stateOf: (region: string) => RuntimeRegion, onRequest: OnRequest): RestJsonService {
  return {
    signingName: 'sagemaker',
    bindings,
    operations: serve({ constraints: constraints['sagemaker-runtime'], refusal: validationError, operations, stateOf }),
    onRequest,
    bodyLimit,
  };
}
