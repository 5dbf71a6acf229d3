import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const deleteEndpointConfig: SageMakerOperation = (input, { endpointConfigs }) => {
  endpointConfigs.delete(input);
  return undefined;
};
