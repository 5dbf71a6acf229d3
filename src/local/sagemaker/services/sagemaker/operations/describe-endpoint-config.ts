import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const describeEndpointConfig: SageMakerOperation = (input, { endpointConfigs }) =>
  endpointConfigs.describe(input);
