import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const listEndpointConfigs: SageMakerOperation = (input, { endpointConfigs }) => endpointConfigs.list(input);
