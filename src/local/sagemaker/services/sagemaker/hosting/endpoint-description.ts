import type { JsonObject } from '../../../wire/service/operation.js';
import type { Endpoint } from './stored-endpoint.js';
import type { VariantPlan } from './fleet-plan.js';

/** The answer of DescribeEndpoint. */
export function endpointDescription(endpoint: Endpoint): JsonObject {
  const { fleet, status, failureReason, deployment } = endpoint;
  return {
    ...endpointSummary(endpoint),
    EndpointConfigName: fleet.configName,
    ...(status === 'Creating' || status === 'Failed'
      ? {}
      : { ProductionVariants: fleet.variants.map((plan) => variant(plan, endpoint)) }),
    ...(deployment === undefined ? {} : { LastDeploymentConfig: deployment }),
    ...pending(endpoint),
    ...(failureReason === undefined ? {} : { FailureReason: failureReason }),
  };
}

/** A row of ListEndpoints. */
export function endpointSummary({ name, arn, creationTime, lastModifiedTime, status }: Endpoint): JsonObject {
  return {
    EndpointName: name,
    EndpointArn: arn,
    CreationTime: creationTime,
    LastModifiedTime: lastModifiedTime,
    EndpointStatus: status,
  };
}

/** Another config that is on its way. */
function pending({ status, fleet, update, updateTime, creationTime }: Endpoint): JsonObject {
  if (status !== 'Updating' || update === undefined || update.id === fleet.id) return {};
  const { configName, variants } = update;
  const summary = {
    EndpointConfigName: configName,
    ProductionVariants: variants.map(({ name, image, weight, instanceCount, instanceType }) => ({
      VariantName: name,
      DeployedImages: [deployed(image, creationTime)],
      DesiredWeight: weight,
      DesiredInstanceCount: instanceCount,
      ...(instanceType === undefined ? {} : { InstanceType: instanceType }),
    })),
    ...(updateTime === undefined ? {} : { StartTime: updateTime }),
  };
  return { PendingDeploymentSummary: summary };
}

function deployed(image: string, at: number): JsonObject {
  return { SpecifiedImage: image, ResolvedImage: image, ResolutionTime: at };
}

function variant(current: VariantPlan, { creationTime, fleet, update }: Endpoint): JsonObject {
  // While another config is on its way, what this one serves with stays what it shall serve with.
  const sameFleet = update?.id === fleet.id ? update.variants : [];
  const desired = sameFleet.find(({ name }) => name === current.name) ?? current;
  const { name, image } = current;
  return {
    VariantName: name,
    DeployedImages: [deployed(image, creationTime)],
    CurrentWeight: current.weight,
    DesiredWeight: desired.weight,
    CurrentInstanceCount: current.instanceCount,
    DesiredInstanceCount: desired.instanceCount,
  };
}
