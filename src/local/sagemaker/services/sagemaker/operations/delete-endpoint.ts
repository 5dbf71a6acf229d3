import { endpointStates } from '../hosting/endpoint-states.js';
import { endpointInProgress, existingEndpoint } from '../region/existing-endpoint.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const deleteEndpoint: SageMakerOperation = (input, state) => {
  const { name, arn, status } = existingEndpoint(input, state);
  if (!endpointStates[status].delete) throw endpointInProgress(arn);
  state.endpoints.delete(name);
  return undefined;
};
