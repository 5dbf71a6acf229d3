import type { JsonObject } from '../../../wire/service/operation.js';
import { deploymentConfigIn } from '../hosting/deployment-config.js';
import { planFleet, retainProperties } from '../hosting/fleet-plan.js';
import type { FleetPlan } from '../hosting/fleet-plan.js';
import { updatableEndpoint } from '../region/existing-endpoint.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const updateEndpoint: SageMakerOperation = (input, state) => {
  const { endpoints, endpointConfigs, models } = state;
  const { name, arn, fleet, deployment } = updatableEndpoint(input, state);
  const update = planFleet(endpointConfigs.get(String(input.EndpointConfigName)), models);
  const how = deploymentConfigIn(input) ?? (input.RetainDeploymentConfig === true ? deployment : undefined);
  // SageMaker reads the current config too, and fails when it has been deleted.
  if (!endpointConfigs.isTaken(fleet.configName)) throw endpointConfigs.notFound(fleet.configName);
  endpoints.update(name, retained(fleet, update, input), how);
  return { EndpointArn: arn };
};

function retained(current: FleetPlan, next: FleetPlan, input: JsonObject): FleetPlan {
  if (input.RetainAllVariantProperties !== true) return next;
  const excluded = (input.ExcludeRetainedVariantProperties ?? []) as { readonly VariantPropertyType: string }[];
  return retainProperties(
    current,
    next,
    excluded.map(({ VariantPropertyType }) => VariantPropertyType),
  );
}
