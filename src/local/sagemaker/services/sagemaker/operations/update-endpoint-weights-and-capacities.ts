import { rescale } from '../hosting/fleet-plan.js';
import type { DesiredCapacity } from '../hosting/fleet-plan.js';
import { updatableEndpoint } from '../region/existing-endpoint.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const updateEndpointWeightsAndCapacities: SageMakerOperation = (input, state) => {
  const { name, arn, fleet } = updatableEndpoint(input, state);
  state.endpoints.rescale(name, rescale(fleet, input.DesiredWeightsAndCapacities as DesiredCapacity[]));
  return { EndpointArn: arn };
};
