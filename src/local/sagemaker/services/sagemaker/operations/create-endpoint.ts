import { sageMakerArn } from '../../../wire/account.js';
import { pageOf } from '../resources/list-page.js';
import type { Tag } from '../resources/tag.js';
import { validationException } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';
import { checkDeployment } from '../hosting/deployment-config.js';
import type { DeploymentConfig } from '../hosting/deployment-config.js';
import { describeEndpoint, summarizeEndpoint } from '../hosting/endpoint-description.js';
import { endpointStates } from '../hosting/endpoint-states.js';
import type { Endpoint } from '../hosting/endpoint.js';
import { planFleet, rescale, retainProperties } from '../hosting/fleet-plan.js';
import type { DesiredCapacity, FleetPlan } from '../hosting/fleet-plan.js';
import type { Hosting } from './create-endpoint-config.js';
import { alreadyExists, couldNotFind } from '../hosting/static-resource.js';

type EndpointOperation =
  `${'Create' | 'Describe' | 'Update' | 'Delete'}Endpoint` | 'ListEndpoints' | 'UpdateEndpointWeightsAndCapacities';

export function endpointOperations(of: (region: string) => Hosting): Readonly<Record<EndpointOperation, Operation>> {
  const existing = (input: JsonObject, region: string): Endpoint => {
    const name = String(input.EndpointName);
    const found = of(region).endpoints.find(name);
    if (found === undefined) throw couldNotFind('endpoint', sageMakerArn(region, 'endpoint', name));
    return found;
  };
  const updatable = (input: JsonObject, region: string): Endpoint => {
    const endpoint = existing(input, region);
    const { arn, status } = endpoint;
    if (endpointStates[status].update === 'in progress') throw inProgress(arn);
    if (endpointStates[status].update === 'delete only') {
      const reason = 'DeleteEndpoint is the only operation';
      throw validationException(`Cannot update endpoint "${arn}" in status ${status}: ${reason}.`);
    }
    return endpoint;
  };
  return {
    CreateEndpoint: (input, region) => {
      const name = String(input.EndpointName);
      const { endpoints } = of(region);
      const arn = sageMakerArn(region, 'endpoint', name);
      if (endpoints.all().some((endpoint) => endpoint.arn === arn)) throw alreadyExists('endpoint', arn);
      const fleet = planFor(String(input.EndpointConfigName), region, of(region));
      const tags = (input.Tags ?? []) as Tag[];
      return { EndpointArn: endpoints.create(name, fleet, { tags, deployment: deploymentOf(input) }).arn };
    },
    DescribeEndpoint: (input, region) => describeEndpoint(existing(input, region)),
    ListEndpoints: (input, region) => {
      const { items, nextToken } = pageOf(of(region).endpoints.all(), input, { sortOrder: 'Descending' });
      return { Endpoints: items.map(summarizeEndpoint), ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
    },
    UpdateEndpoint: (input, region) => {
      const { name, arn, fleet, deployment } = updatable(input, region);
      const hosting = of(region);
      const update = planFor(String(input.EndpointConfigName), region, hosting);
      const how = deploymentOf(input) ?? (input.RetainDeploymentConfig === true ? deployment : undefined);
      // SageMaker reads the current config too, and fails when it has been deleted.
      if (!hosting.configs.isTaken(fleet.configName)) throw noConfig(fleet.configName, region);
      hosting.endpoints.update(name, retained(fleet, update, input), how);
      return { EndpointArn: arn };
    },
    UpdateEndpointWeightsAndCapacities: (input, region) => {
      const { name, arn, fleet } = updatable(input, region);
      of(region).endpoints.rescale(name, rescale(fleet, input.DesiredWeightsAndCapacities as DesiredCapacity[]));
      return { EndpointArn: arn };
    },
    DeleteEndpoint: (input, region) => {
      const { name, arn, status } = existing(input, region);
      if (!endpointStates[status].delete) throw inProgress(arn);
      of(region).endpoints.delete(name);
      return undefined;
    },
  };
}

/** @throws ServiceError ValidationException */
function deploymentOf({ DeploymentConfig: given }: JsonObject): DeploymentConfig | undefined {
  if (given === undefined || given === null) return undefined;
  checkDeployment(given);
  return given;
}

function retained(current: FleetPlan, next: FleetPlan, input: JsonObject): FleetPlan {
  if (input.RetainAllVariantProperties !== true) return next;
  const excluded = (input.ExcludeRetainedVariantProperties ?? []) as { readonly VariantPropertyType: string }[];
  return retainProperties(
    current,
    next,
    excluded.map(({ VariantPropertyType }) => VariantPropertyType),
  );
}

function planFor(configName: string, region: string, { configs, models }: Hosting): FleetPlan {
  const config = configs.find(configName);
  if (config === undefined) throw noConfig(configName, region);
  return planFleet(
    config,
    (name) => models.find(name),
    (name) => sageMakerArn(region, 'model', name),
  );
}

function noConfig(name: string, region: string): Error {
  return couldNotFind('endpoint configuration', sageMakerArn(region, 'endpoint-config', name));
}

function inProgress(arn: string): Error {
  return validationException(`Cannot update in-progress endpoint "${arn}".`);
}
