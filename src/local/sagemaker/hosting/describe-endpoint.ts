import type { JsonObject } from '../protocols/aws-json.js';
import type { Endpoint } from './endpoint.js';
import type { VariantPlan } from './fleet-plan.js';

/** The answer of DescribeEndpoint. */
export function describeEndpoint(endpoint: Endpoint): JsonObject {
  const { fleet, status, failureReason } = endpoint;
  return {
    ...summarizeEndpoint(endpoint),
    EndpointConfigName: fleet.configName,
    ...(status === 'Creating' || status === 'Failed'
      ? {}
      : { ProductionVariants: fleet.variants.map((plan) => variant(plan, endpoint)) }),
    ...(failureReason === undefined ? {} : { FailureReason: failureReason }),
  };
}

/** A row of ListEndpoints. */
export function summarizeEndpoint({ name, arn, creationTime, lastModifiedTime, status }: Endpoint): JsonObject {
  return {
    EndpointName: name,
    EndpointArn: arn,
    CreationTime: creationTime,
    LastModifiedTime: lastModifiedTime,
    EndpointStatus: status,
  };
}

function variant(current: VariantPlan, { creationTime, fleet, update }: Endpoint): JsonObject {
  // While another config is on its way, what this one serves with stays what it shall serve with.
  const sameFleet = update?.id === fleet.id ? update.variants : [];
  const desired = sameFleet.find(({ name }) => name === current.name) ?? current;
  const { name, image } = current;
  return {
    VariantName: name,
    DeployedImages: [{ SpecifiedImage: image, ResolvedImage: image, ResolutionTime: creationTime }],
    CurrentWeight: current.weight,
    DesiredWeight: desired.weight,
    CurrentInstanceCount: current.instanceCount,
    DesiredInstanceCount: desired.instanceCount,
  };
}
