import { sageMakerArn } from '../account.js';
import { pageOf } from '../api/listing.js';
import type { Tag } from '../api/tags.js';
import { validationException } from '../errors.js';
import type { JsonObject, Operation } from '../protocols/aws-json.js';
import type { Documents } from '../store/documents.js';
import { endpointStates } from './endpoint-states.js';
import type { Endpoint, Endpoints } from './endpoints.js';
import { planFleet, productionVariants } from './fleet-plan.js';
import type { FleetPlan, VariantPlan } from './fleet-plan.js';
import { alreadyExists, couldNotFind, endpointConfigKind, modelKind, staticOperations } from './static-resources.js';
import type { StaticResource } from './static-resources.js';

/** What hosting keeps for a region. */
export interface Hosting {
  readonly models: Documents<StaticResource>;
  readonly configs: Documents<StaticResource>;
  readonly endpoints: Endpoints;
}

type Names = `${'Create' | 'Describe' | 'Delete'}${'Model' | 'EndpointConfig' | 'Endpoint'}`;
type HostingOperation = Names | 'ListModels' | 'ListEndpointConfigs' | 'ListEndpoints' | 'UpdateEndpoint';

export function hostingOperations(of: (region: string) => Hosting): Readonly<Record<HostingOperation, Operation>> {
  const models = staticOperations(modelKind, (region) => of(region).models, checkModel);
  const configs = staticOperations(
    endpointConfigKind,
    (region) => of(region).configs,
    (input, region) => checkConfig(input, region, of(region)),
  );
  const existing = (input: JsonObject, region: string): Endpoint => {
    const name = String(input.EndpointName);
    const found = of(region).endpoints.find(name);
    if (found === undefined) throw couldNotFind('endpoint', sageMakerArn(region, 'endpoint', name));
    return found;
  };
  return {
    CreateModel: models.create,
    DescribeModel: models.describe,
    ListModels: models.list,
    DeleteModel: models.delete,
    CreateEndpointConfig: configs.create,
    DescribeEndpointConfig: configs.describe,
    ListEndpointConfigs: configs.list,
    DeleteEndpointConfig: configs.delete,
    CreateEndpoint: (input, region) => {
      const name = String(input.EndpointName);
      const arn = sageMakerArn(region, 'endpoint', name);
      if (
        of(region)
          .endpoints.all()
          .some((endpoint) => endpoint.arn === arn)
      )
        throw alreadyExists('endpoint', arn);
      const fleet = planFor(String(input.EndpointConfigName), region, of(region));
      return { EndpointArn: of(region).endpoints.create(name, fleet, (input.Tags ?? []) as Tag[]).arn };
    },
    DescribeEndpoint: (input, region) => describe(existing(input, region)),
    ListEndpoints: (input, region) => {
      const { items, nextToken } = pageOf(of(region).endpoints.all(), input, { sortOrder: 'Descending' });
      return { Endpoints: items.map(summarize), ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
    },
    UpdateEndpoint: (input, region) => {
      const { name, arn, status, fleet } = existing(input, region);
      if (endpointStates[status].update === 'in progress') throw inProgress(arn);
      if (endpointStates[status].update === 'delete only') {
        throw validationException(
          `Cannot update endpoint "${arn}" in status ${status}: DeleteEndpoint is the only operation.`,
        );
      }
      const hosting = of(region);
      const update = planFor(String(input.EndpointConfigName), region, hosting);
      // SageMaker reads the current config too, and fails when it has been deleted.
      if (!hosting.configs.has(fleet.configName)) throw noConfig(fleet.configName, region);
      hosting.endpoints.update(name, update);
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

function checkModel(input: JsonObject): void {
  if (input.PrimaryContainer === undefined && input.Containers === undefined) {
    throw validationException('You must specify either PrimaryContainer or Containers.');
  }
}

function checkConfig(input: JsonObject, region: string, { models }: Hosting): void {
  for (const { ModelName = '' } of productionVariants(input)) {
    if (!models.has(ModelName)) throw couldNotFind('model', sageMakerArn(region, 'model', ModelName));
  }
}

function planFor(configName: string, region: string, { configs, models }: Hosting): FleetPlan {
  const config = configs.get(configName);
  if (config === undefined) throw noConfig(configName, region);
  return planFleet(
    config,
    (name) => models.get(name),
    (name) => sageMakerArn(region, 'model', name),
  );
}

function noConfig(name: string, region: string): Error {
  return couldNotFind('endpoint configuration', sageMakerArn(region, 'endpoint-config', name));
}

function inProgress(arn: string): Error {
  return validationException(`Cannot update in-progress endpoint "${arn}".`);
}

function describe(endpoint: Endpoint): JsonObject {
  const { fleet, status, failureReason } = endpoint;
  return {
    ...summarize(endpoint),
    EndpointConfigName: fleet.configName,
    ...(status === 'Creating' || status === 'Failed'
      ? {}
      : { ProductionVariants: fleet.variants.map((v) => variant(v, endpoint)) }),
    ...(failureReason === undefined ? {} : { FailureReason: failureReason }),
  };
}

function variant({ name, image, weight, instanceCount }: VariantPlan, { creationTime }: Endpoint): JsonObject {
  return {
    VariantName: name,
    DeployedImages: [{ SpecifiedImage: image, ResolvedImage: image, ResolutionTime: creationTime }],
    CurrentWeight: weight,
    DesiredWeight: weight,
    CurrentInstanceCount: instanceCount,
    DesiredInstanceCount: instanceCount,
  };
}

function summarize({ name, arn, creationTime, lastModifiedTime, status }: Endpoint): JsonObject {
  return {
    EndpointName: name,
    EndpointArn: arn,
    CreationTime: creationTime,
    LastModifiedTime: lastModifiedTime,
    EndpointStatus: status,
  };
}
