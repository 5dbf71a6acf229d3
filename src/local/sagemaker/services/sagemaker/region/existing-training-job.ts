import type { JsonObject } from '../../../wire/service/operation.js';
import { validationException } from '../resources/validation-exception.js';
import type { TrainingJob } from '../training/training-job.js';
import type { SageMakerRegion } from './sagemaker-region.js';

/** The job that TrainingJobName names. @throws ServiceError ValidationException */
export function existingTrainingJob({ TrainingJobName }: JsonObject, { trainingJobs }: SageMakerRegion): TrainingJob {
  const job = trainingJobs.find(String(TrainingJobName));
  if (job === undefined) throw validationException('Requested resource not found.');
  return job;
}
