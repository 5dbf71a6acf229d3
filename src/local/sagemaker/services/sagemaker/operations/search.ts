import type { JsonObject } from '../../../wire/service/operation.js';
import type { SageMakerOperation, SageMakerRegion } from '../region/sagemaker-region.js';
import { pageOf } from '../resources/list-page.js';
import { validationException } from '../resources/validation-exception.js';
import { checkExpression } from '../search/check-expression.js';
import type { Expression } from '../search/expression.js';
import { matches } from '../search/matches.js';
import { checkProperty, sortValue } from '../search/property.js';
import type { TrainingJob } from '../training/training-job.js';
import { describeTrainingJob } from './describe-training-job.js';

export const search: SageMakerOperation = (input, state) => {
  const { Resource, SearchExpression: given, SortBy = 'LastModifiedTime', SortOrder = 'Descending' } = input;
  if (Resource !== 'TrainingJob') throw validationException(`Search of ${String(Resource)} is not implemented here`);
  const expression: Expression | null = given ?? null;
  if (expression !== null) checkExpression(expression);
  checkProperty(SortBy as string);
  const found = state.trainingJobs
    .all()
    .map((job) => ({ name: job.name, document: searched(job, state) }))
    .filter(({ document }) => expression === null || matches(document, expression));
  const { items, next } = pageOf(found, input, {
    valueOf: ({ document }) => sortValue(document, SortBy as string),
    sortOrder: SortOrder as 'Ascending' | 'Descending',
  });
  return {
    Results: items.map(({ document }) => ({ TrainingJob: document })),
    ...next,
    TotalHits: { Value: found.length, Relation: 'EqualTo' },
  };
};

/** What DescribeTrainingJob says of the job, with its tags. */
const searched = (job: TrainingJob, state: SageMakerRegion): JsonObject => ({
  ...(describeTrainingJob({ TrainingJobName: job.name }, state) as JsonObject),
  Tags: job.tags,
});
