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

/** Everything of the region that costs money or is in the way, whoever made it. */
export async function* listResources(sagemaker: SageMaker): AsyncGenerator<Listed> {
  for (const kind of resourceKinds) yield* resources[kind].list(sagemaker);
}

export { endpointConfigs, modelNamesOf } from './endpoint-config.js';
export { endpoints, headsFor, variantsOf } from './endpoint.js';
export type { DescribeEndpointOutput } from './endpoint.js';
export { hostingOf, missingHosting, removeHosting } from './hosting.js';
export type { ListedState, ListQuery } from './listed-state.js';
export { models } from './model.js';
export { findToRemove, removeOnce, requestRemoval } from './removal.js';
export type { IsOurs } from './removal.js';
export type { Found, Listed, Resource } from './resource.js';
export { readTags, writeTag } from './tags.js';
export type { Tags } from './tags.js';
export { Uses } from './uses.js';
export { trainingJobs } from './training-job.js';
export type { DescribeTrainingJobResponse } from './training-job.js';
