import { ServiceError } from '../../../wire/service-error.js';
import { existingTrainingJob } from '../region/existing-training-job.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { isTerminal } from '../training/training-states.js';

export const deleteTrainingJob: SageMakerOperation = (input, state) => {
  const { name, arn, status } = existingTrainingJob(input, state);
  if (!isTerminal(status)) {
    throw new ServiceError('ResourceInUse', `The training job ${arn} is in status ${status} and cannot be deleted.`);
  }
  state.trainingJobs.delete(name);
  return undefined;
};
