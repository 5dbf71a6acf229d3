import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { checkKey, checkRole } from '../resources/foreign-arn.js';
import { checkVolume } from '../resources/local-storage.js';
import { tagsIn } from '../resources/tag.js';
import { validationException } from '../resources/validation-exception.js';
import { maxRuntimeSeconds } from '../training/training-job.js';
import type { TrainingJob } from '../training/training-job.js';

export const createTrainingJob: SageMakerOperation = (input, { region, trainingJobs }) => {
  checkSupported(input as TrainingJob['request']);
  checkAccount(input as TrainingJob['request'], region);
  const { Tags: _, ...request } = input;
  const job = trainingJobs.create(String(input.TrainingJobName), request as TrainingJob['request'], tagsIn(input));
  return { TrainingJobArn: job.arn };
};

function checkSupported(request: TrainingJob['request']): void {
  checkWaitTime(request);
  const channels = request.InputDataConfig ?? [];
  if (new Set(channels.map(({ ChannelName }) => ChannelName)).size < channels.length) {
    throw validationException('Duplicate channel name found in the request.');
  }
  for (const { ChannelName, DataSource } of channels) {
    // It becomes a directory of /opt/ml/input/data; the model's pattern lets these two through.
    if (ChannelName === '.' || ChannelName === '..') throw validationException(`Invalid channel name: ${ChannelName}`);
    const type = DataSource.S3DataSource?.S3DataType;
    if (type !== 'S3Prefix') throw validationException(`Channel ${ChannelName}: only S3Prefix is implemented here.`);
  }
}

function checkAccount(request: TrainingJob['request'], region: string): void {
  const { VolumeKmsKeyId, InstanceType: instanceType, VolumeSizeInGB: sizeInGB } = request.ResourceConfig ?? {};
  checkRole(request.RoleArn, region);
  for (const key of [request.OutputDataConfig.KmsKeyId, VolumeKmsKeyId]) checkKey(key, region);
  checkVolume({ instanceType, keyMember: 'VolumeKmsKeyId', key: VolumeKmsKeyId, sizeInGB });
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
