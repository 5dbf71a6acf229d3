import { sageMakerArn } from '../../../wire/account.js';
import { validationException } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';
import type { Faults } from '../../../faults/faults.js';
import { admitConfig } from '../hosting/admission.js';
import { endpointOperations } from './create-endpoint.js';
import type { Endpoints } from '../hosting/endpoints.js';
import { productionVariants } from '../hosting/fleet-plan.js';
import { couldNotFind, endpointConfigKind, modelKind, staticOperations } from '../hosting/static-resource.js';
import type { StaticStore } from '../hosting/static-store.js';

/** What hosting keeps for a region. */
export interface Hosting {
  readonly models: StaticStore;
  readonly configs: StaticStore;
  readonly endpoints: Endpoints;
  readonly faults: Faults;
}

type StaticOperation =
  `${'Create' | 'Describe' | 'Delete'}${'Model' | 'EndpointConfig'}` | 'ListModels' | 'ListEndpointConfigs';
type HostingOperation = StaticOperation | keyof ReturnType<typeof endpointOperations>;

export function hostingOperations(of: (region: string) => Hosting): Readonly<Record<HostingOperation, Operation>> {
  const models = staticOperations(modelKind, (region) => of(region).models, checkModel);
  const configs = staticOperations(
    endpointConfigKind,
    (region) => of(region).configs,
    (input, region) => checkConfig(input, region, of(region)),
  );
  return {
    CreateModel: models.create,
    DescribeModel: models.describe,
    ListModels: models.list,
    DeleteModel: models.delete,
    CreateEndpointConfig: configs.create,
    DescribeEndpointConfig: configs.describe,
    ListEndpointConfigs: configs.list,
    DeleteEndpointConfig: configs.delete,
    ...endpointOperations(of),
  };
}

function checkModel(input: JsonObject): void {
  if (input.PrimaryContainer === undefined && input.Containers === undefined) {
    throw validationException('You must specify either PrimaryContainer or Containers.');
  }
}

function checkConfig(input: JsonObject, region: string, { models, faults }: Hosting): void {
  const variants = productionVariants(input);
  for (const { ModelName = '' } of variants) {
    if (models.find(ModelName) === undefined) throw couldNotFind('model', sageMakerArn(region, 'model', ModelName));
  }
  admitConfig(
    faults,
    String(input.EndpointConfigName),
    variants.flatMap(({ InstanceType }) => InstanceType ?? []),
  );
}
