import { constraints } from '../constraints.generated.js';
import { checkInput } from '../../wire/model/check-input.js';
import { tagOperations } from './resources/tag.js';
import type { Taggable } from './resources/tag.js';
import { hubOperations } from './operations/describe-hub-content.js';
import { hostingOperations } from './operations/create-endpoint-config.js';
import type { StaticStore } from './hosting/static-store.js';
import type { JsonService, Operation } from '../../wire/protocols/aws-json.js';
import type { Region } from '../../regions.js';
import { trainingOperations } from './operations/create-training-job.js';

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
