import type { ResourceKind } from '../../contract/resources.js';
import { resourceKinds } from '../../contract/resources.js';
import type { SageMaker } from '../sagemaker.js';
import { endpointConfigs } from './endpoint-config.js';
import { endpoints } from './endpoint.js';
import { models } from './model.js';
import type { Listed, Resource } from './resource.js';
import { trainingJobs } from './training-job.js';

/** Every kind of resource that a run makes: a new one is a file of this folder and an entry here. */
export const resources: Readonly<Record<ResourceKind, Resource>> = {
  'training job': trainingJobs,
  endpoint: endpoints,
  'endpoint config': endpointConfigs,
  model: models,
};

/** The place of a resource in {@link listResources}. */
export interface Place {
  readonly kind: ResourceKind;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Those of that kind and time that are over already: several may be created in one moment. */
  readonly names: readonly string[];
}

/** Everything of the region that costs money or is in the way, whoever made it: kind by kind, oldest first; what comes after that place. */
export async function* listResources(sagemaker: SageMaker, after?: Place): AsyncGenerator<Listed> {
  const first = after === undefined ? 0 : resourceKinds.indexOf(after.kind);
  for (const kind of resourceKinds.slice(first)) {
    const from: Pick<Place, 'createdAt' | 'names'> = kind === after?.kind ? after : { createdAt: 0, names: [] };
    for await (const item of resources[kind].list(sagemaker, from.createdAt)) {
      const createdAt = item.createdAt?.getTime() ?? 0;
      if (createdAt < from.createdAt || (createdAt === from.createdAt && from.names.includes(item.name))) continue;
      yield item;
    }
  }
}

/** The place of a resource that comes next after that place. */
export function placeOf({ kind, name, createdAt: created }: Listed, before?: Place): Place {
  const createdAt = created?.getTime() ?? 0;
  const isSame = before?.kind === kind && before.createdAt === createdAt;
  return { kind, createdAt, names: [...(isSame ? before.names : []), name] };
}

export { endpointConfigs, modelNamesOf } from './endpoint-config.js';
export type { DescribeEndpointConfigOutput } from './endpoint-config.js';
export { endpoints, headsFor, variantsOf } from './endpoint.js';
export type { DescribeEndpointOutput } from './endpoint.js';
export type { Hosting } from './hosting.js';
export { hostingOf, missingHosting, removeHosting } from './hosting.js';
export type { ListedState, ListQuery } from './listed-state.js';
export { models } from './model.js';
export type { DescribeModelOutput } from './model.js';
export { removeOnce, requestRemoval } from './removal.js';
export type { IsOurs } from './removal.js';
export type { Found, Listed, Resource } from './resource.js';
export { readTags, writeTag } from './tags.js';
export type { Tags } from './tags.js';
export { trainingJobs } from './training-job.js';
export type { DescribeTrainingJobResponse } from './training-job.js';
