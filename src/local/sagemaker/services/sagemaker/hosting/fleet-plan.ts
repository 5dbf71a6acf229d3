import { randomUUID } from 'node:crypto';
import { validationException } from '../resources/validation-exception.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { StaticResource } from './static-resource.js';
import type { StaticResources } from './static-resources.js';

/** What one production variant runs, copied from its model: both model and config may be deleted while in use. */
export interface VariantPlan {
  readonly name: string;
  readonly weight: number;
  readonly instanceCount: number;
  /** Absent for a variant without instances of its own, e.g. a serverless one. */
  readonly instanceType?: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Absent for a model without data. */
  readonly modelData?: { readonly uri: string; readonly form: 'archive' | 'prefix' };
}

/** Everything an endpoint needs to be brought up again without asking anyone. */
export interface FleetPlan {
  readonly id: string;
  readonly configName: string;
  readonly variants: readonly VariantPlan[];
}

interface ProductionVariant {
  readonly VariantName: string;
  readonly ModelName?: string;
  readonly InstanceType?: string;
  readonly InitialVariantWeight?: number;
  readonly InitialInstanceCount?: number;
  readonly VolumeSizeInGB?: number;
}

interface Container {
  readonly Image?: string;
  readonly ModelDataUrl?: string;
  readonly ModelDataSource?: { readonly S3DataSource?: { readonly S3Uri: string; readonly CompressionType: string } };
  readonly Environment?: Readonly<Record<string, string>>;
}

export function productionVariants(config: JsonObject): ProductionVariant[] {
  return config.ProductionVariants as ProductionVariant[];
}

/** @throws ServiceError ValidationException for a model that is gone */
export function planFleet(config: StaticResource, models: StaticResources): FleetPlan {
  const variants = productionVariants(config.request).map((variant): VariantPlan => {
    const model = models.get(variant.ModelName ?? '');
    return {
      name: variant.VariantName,
      weight: variant.InitialVariantWeight ?? 1,
      instanceCount: variant.InitialInstanceCount ?? 1,
      ...(variant.InstanceType === undefined ? {} : { instanceType: variant.InstanceType }),
      ...containerPlan(model),
    };
  });
  return { id: randomUUID(), configName: config.name, variants };
}

/**
 * RetainAllVariantProperties: variants of the same name keep the weights and counts that they have by now.
 * @param excluded of them, as ExcludeRetainedVariantProperties names them
 */
export function retainProperties(current: FleetPlan, next: FleetPlan, excluded: readonly string[]): FleetPlan {
  const variants = next.variants.map((variant) => {
    const before = current.variants.find(({ name }) => name === variant.name) ?? variant;
    return {
      ...variant,
      ...(excluded.includes('DesiredWeight') ? {} : { weight: before.weight }),
      ...(excluded.includes('DesiredInstanceCount') ? {} : { instanceCount: before.instanceCount }),
    };
  });
  return { ...next, variants };
}

/** A row of UpdateEndpointWeightsAndCapacities. */
export interface DesiredCapacity {
  readonly VariantName: string;
  readonly DesiredWeight?: number;
  readonly DesiredInstanceCount?: number;
}

/**
 * The same fleet with other weights and instance counts: its id, and with it its containers, stay.
 * @throws ServiceError ValidationException for a variant that it does not have
 */
export function rescale(fleet: FleetPlan, desired: readonly DesiredCapacity[]): FleetPlan {
  const unknown = desired.find(({ VariantName }) => !fleet.variants.some(({ name }) => name === VariantName));
  if (unknown !== undefined) throw validationException(`Could not find variant "${unknown.VariantName}".`);
  const variants = fleet.variants.map((variant) => {
    const { DesiredWeight = variant.weight, DesiredInstanceCount = variant.instanceCount } =
      desired.find(({ VariantName }) => VariantName === variant.name) ?? {};
    return { ...variant, weight: DesiredWeight, instanceCount: DesiredInstanceCount };
  });
  return { ...fleet, variants };
}

function containerPlan({ name, request }: StaticResource): Pick<VariantPlan, 'image' | 'environment' | 'modelData'> {
  const container = (request.PrimaryContainer ?? (request.Containers as Container[] | undefined)?.[0]) as
    Container | undefined;
  if (container === undefined) throw validationException(`Model ${name} has no container.`);
  const source = container.ModelDataSource?.S3DataSource;
  const uri = source?.S3Uri ?? container.ModelDataUrl;
  const form = source?.CompressionType === 'None' ? 'prefix' : 'archive';
  return {
    image: container.Image ?? 'unspecified',
    environment: container.Environment ?? {},
    ...(uri === undefined ? {} : { modelData: { uri, form } }),
  };
}
