import { deploymentConfigIn } from '../hosting/deployment-config.js';
import { planFleet } from '../hosting/fleet-plan.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { sageMakerArn } from '../resources/sagemaker-arn.js';
import { tagsIn } from '../resources/tag.js';
import { alreadyExists } from '../resources/validation-exception.js';

export const createEndpoint: SageMakerOperation = (input, { region, endpoints, endpointConfigs, models }) => {
  const tags = tagsIn(input);
  const name = String(input.EndpointName);
  const arn = sageMakerArn(region, 'endpoint', name);
  if (endpoints.all().some((endpoint) => endpoint.arn === arn)) throw alreadyExists('endpoint', arn);
  const fleet = planFleet(endpointConfigs.get(String(input.EndpointConfigName)), models);
  return { EndpointArn: endpoints.create(name, fleet, { tags, deployment: deploymentConfigIn(input) }).arn };
};
