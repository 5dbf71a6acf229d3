import type { JsonObject } from '../../../wire/service/operation.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { listPage } from '../resources/list-page.js';
import type { TrainingJob } from '../training/training-job.js';

export const listTrainingJobs: SageMakerOperation = (input, { trainingJobs }) => {
  const { items, next } = listPage(trainingJobs.all(), input, { sortOrder: 'Ascending' });
  return { TrainingJobSummaries: items.map(summarize), ...next };
};

function summarize(job: TrainingJob): JsonObject {
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: job.creationTime,
    LastModifiedTime: job.lastModifiedTime,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
    ...(job.trainingEndTime === undefined ? {} : { TrainingEndTime: job.trainingEndTime }),
  };
}
