import { existingTrainingJob } from '../region/existing-training-job.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { validationException } from '../resources/validation-exception.js';
import { isTerminal } from '../training/training-states.js';

export const stopTrainingJob: SageMakerOperation = (input, state) => {
  const { name, status } = existingTrainingJob(input, state);
  if (isTerminal(status)) {
    throw validationException(`The request was rejected because the training job is in status ${status}.`);
  }
  state.trainingJobs.stop(name);
  return undefined;
};
