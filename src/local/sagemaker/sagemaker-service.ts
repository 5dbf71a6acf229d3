import { constraints } from './api/constraints.js';
import { checkInput } from './api/shapes.js';
import { tagOperations } from './api/tags.js';
import type { Taggable } from './api/tags.js';
import { hubOperations } from './jumpstart/hub-operations.js';
import { hostingOperations } from './hosting/operations.js';
import type { StaticStore } from './hosting/static-store.js';
import type { JsonService, Operation } from './protocols/aws-json.js';
import type { Region } from './region.js';
import { trainingOperations } from './training/operations.js';

/** SageMaker's operations in one table; each input is checked against the service model first. */
export function sageMakerService(regionOf: (name: string) => Region): JsonService {
  const operations: Readonly<Record<string, Operation>> = {
    ...trainingOperations((region) => regionOf(region).training),
    ...hostingOperations(regionOf),
    ...hubOperations,
    ...tagOperations((region, arn) => findTaggable(regionOf(region), arn)),
  };
  const checked = Object.entries(operations).map(([name, operation]): [string, Operation] => [
    name,
    (input, region) => {
      checkInput(constraints.sagemaker, name, input);
      return operation(input, region);
    },
  ]);
  return { service: 'sagemaker', target: 'SageMaker', signingName: 'sagemaker', operations: new Map(checked) };
}

function findTaggable({ training, models, configs, endpoints }: Region, arn: string): Taggable | undefined {
  const job = training.all().find((candidate) => candidate.arn === arn);
  if (job !== undefined) return { tags: job.tags, save: (tags) => training.setTags(job.name, tags) };
  const endpoint = endpoints.all().find((candidate) => candidate.arn === arn);
  if (endpoint !== undefined) return { tags: endpoint.tags, save: (tags) => endpoints.setTags(endpoint.name, tags) };
  return taggableIn(models, arn) ?? taggableIn(configs, arn);
}

function taggableIn(store: StaticStore, arn: string): Taggable | undefined {
  const found = store.all().find((candidate) => candidate.arn === arn);
  return found && { tags: found.tags, save: (tags) => store.put({ ...found, tags }) };
}
