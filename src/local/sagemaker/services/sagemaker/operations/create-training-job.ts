import type { SageMakerOperation } from '../region/sagemaker-region.js';
import type { Tag } from '../resources/tag.js';
import { validationException } from '../resources/validation-exception.js';
import { maxRuntimeSeconds } from '../training/training-job.js';
import type { TrainingJob } from '../training/training-job.js';

export const createTrainingJob: SageMakerOperation = (input, { trainingJobs }) => {
  checkSupported(input as TrainingJob['request']);
  const { Tags = [], ...request } = input;
  const job = trainingJobs.create(String(input.TrainingJobName), request as TrainingJob['request'], Tags as Tag[]);
  return { TrainingJobArn: job.arn };
};

function checkSupported(request: TrainingJob['request']): void {
  checkWaitTime(request);
  const channels = request.InputDataConfig ?? [];
  if (new Set(channels.map(({ ChannelName }) => ChannelName)).size < channels.length) {
    throw validationException('Duplicate channel name found in the request.');
  }
  for (const { ChannelName, DataSource } of channels) {
    const type = DataSource.S3DataSource?.S3DataType;
    if (type !== 'S3Prefix') throw validationException(`Channel ${ChannelName}: only S3Prefix is implemented here.`);
  }
}

function checkWaitTime(request: TrainingJob['request']): void {
  const wait = request.StoppingCondition?.MaxWaitTimeInSeconds;
  const invalid = 'Invalid MaxWaitTimeInSeconds. It';
  if (request.EnableManagedSpotTraining !== true) {
    if (wait === undefined) return;
    throw validationException(`${invalid} is only supported when EnableManagedSpotTraining is set to true`);
  }
  if (wait === undefined || wait < maxRuntimeSeconds(request)) {
    throw validationException(`${invalid} must be present and be greater than or equal to MaxRuntimeInSeconds`);
  }
}
