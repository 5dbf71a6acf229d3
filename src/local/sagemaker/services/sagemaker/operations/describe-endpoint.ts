import { endpointDescription } from '../hosting/endpoint-description.js';
import { existingEndpoint } from '../region/existing-endpoint.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const describeEndpoint: SageMakerOperation = (input, state) =>
  endpointDescription(existingEndpoint(input, state));
