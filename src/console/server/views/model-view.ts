import type { HyperparameterSpec, ListedModel, ModelSpec, Scope } from '../../../catalog/index.js';
import {
  defaultInstanceType,
  hyperparameterSpecs,
  notices,
  pythonString,
  PythonFloat,
  supportedInstanceTypes,
  unusability,
} from '../../../catalog/index.js';
import type { Hyperparameter, InstanceOption, Model, ModelSummary } from '../../api/index.js';
import { helpFor, isCommon } from './hyperparameter-help.js';
import { familyOf, languageOf, titleOf } from './model-names.js';

/** US dollars for an hour of an instance type; null where no source tells it. */
export type HourlyPrice = (instanceType: string) => number | null;

/** What a card shows; `spec` is null where the document could not be read. */
export function modelSummary(
  { modelId: id, versions }: ListedModel,
  spec: ModelSpec | null,
  price: HourlyPrice,
): ModelSummary {
  return {
    id,
    version: spec?.version ?? versions.at(-1) ?? '',
    title: titleOf(id),
    family: familyOf(id),
    language: languageOf(id),
    standIn: spec?.standIn !== undefined,
    fineTunable: spec?.trainingSupported ?? null,
    deprecated: spec?.deprecated ?? false,
    training: spec === null || !spec.trainingSupported ? null : defaultOption(spec, 'training', price),
    inference: spec === null ? null : defaultOption(spec, 'inference', price),
    unusable:
      spec === null ? ['its document could not be read'] : unusability(spec, 'inference').map(({ message }) => message),
  };
}

export function modelView(
  listed: ListedModel,
  spec: ModelSpec,
  price: HourlyPrice,
  defaultDataset: string | null,
): Model {
  const { modelId: id, version } = spec;
  const trainingInstances = spec.trainingSupported ? options(spec, 'training', price) : [];
  return {
    ...modelSummary(listed, spec, price),
    version,
    versions: listed.versions,
    url: spec.url ?? null,
    notices: notices(spec),
    standInNote: spec.standIn?.note ?? null,
    incremental: spec.incrementalTrainingSupported,
    trainingInstances,
    inferenceInstances: options(spec, 'inference', price),
    hyperparameters: hyperparametersOf(spec, trainingInstances),
    defaultDataset,
    samples: [
      ...(spec.trainingSupported
        ? [{ type: 'fineTune' as const, request: { model: { id, version }, data: 'sample' } }]
        : []),
      { type: 'deploy' as const, request: { model: { id, version } } },
    ],
  };
}

function options(spec: ModelSpec, scope: Scope, price: HourlyPrice): InstanceOption[] {
  const chosen = spec[scope].defaultInstanceType;
  return supportedInstanceTypes(spec, scope).map((instanceType) => ({
    instanceType,
    usdPerHour: price(instanceType),
    isDefault: instanceType === chosen,
  }));
}

function defaultOption(spec: ModelSpec, scope: Scope, price: HourlyPrice): InstanceOption | null {
  if (spec[scope].defaultInstanceType === undefined) return null;
  const instanceType = defaultInstanceType(spec, scope);
  return { instanceType, usdPerHour: price(instanceType), isDefault: true };
}

/** Those of the algorithm, as they are on the default instance type. */
function hyperparametersOf(spec: ModelSpec, instances: readonly InstanceOption[]): Hyperparameter[] {
  if (!spec.trainingSupported) return [];
  const type = instances.find(({ isDefault }) => isDefault)?.instanceType;
  return hyperparameterSpecs(spec, type)
    .filter(({ scope }) => scope === 'algorithm')
    .map((entry) => ({
      name: entry.name,
      type: entry.type,
      default: pythonString(entry.default),
      options: entry.options?.map(pythonString) ?? null,
      min: bound(entry.min),
      max: bound(entry.max),
      exclusiveMin: bound(entry.exclusiveMin),
      exclusiveMax: bound(entry.exclusiveMax),
      help: helpFor(entry.name),
      common: isCommon(entry.name),
    }));
}

function bound(value: HyperparameterSpec['min']): number | null {
  if (value === undefined || value === null) return null;
  return value instanceof PythonFloat ? value.value : Number(value);
}
