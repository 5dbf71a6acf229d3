import type { JsonObject } from '../../../wire/service/operation.js';
import type { StaticResources } from '../hosting/static-resources.js';
import type { Tag } from '../resources/tag.js';
import { validationException } from '../resources/validation-exception.js';
import type { SageMakerRegion } from './sagemaker-region.js';

/** A resource as the tag operations see it. */
export interface TaggedResource {
  readonly tags: readonly Tag[];
  readonly save: (tags: readonly Tag[]) => void;
}

/** The resource that ResourceArn names, of whatever kind. @throws ServiceError ValidationException */
export function taggedResource({ ResourceArn }: JsonObject, region: SageMakerRegion): TaggedResource {
  const arn = String(ResourceArn);
  const found = find(arn, region);
  if (found === undefined) throw validationException(`Could not find resource "${arn}".`);
  return found;
}

function find(arn: string, region: SageMakerRegion): TaggedResource | undefined {
  const { trainingJobs, models, endpointConfigs, endpoints } = region;
  const job = trainingJobs.all().find((candidate) => candidate.arn === arn);
  if (job !== undefined) return { tags: job.tags, save: (tags) => trainingJobs.setTags(job.name, tags) };
  const endpoint = endpoints.all().find((candidate) => candidate.arn === arn);
  if (endpoint !== undefined) return { tags: endpoint.tags, save: (tags) => endpoints.setTags(endpoint.name, tags) };
  return findStatic(models, arn) ?? findStatic(endpointConfigs, arn);
}

function findStatic(store: StaticResources, arn: string): TaggedResource | undefined {
  const found = store.all().find((candidate) => candidate.arn === arn);
  return found && { tags: found.tags, save: (tags) => store.put({ ...found, tags }) };
}
