import { pageOf } from '../resources/list-page.js';
import type { Tag } from '../resources/tag.js';
import { ServiceError, validationException } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';
import { isTerminal } from '../training/training-states.js';
import { maxRuntimeSeconds } from '../training/training-job.js';
import type { TrainingJob } from '../training/training-job.js';
import type { TrainingJobs } from '../training/training-jobs.js';

type TrainingOperation = `${'Create' | 'Describe' | 'Stop' | 'Delete'}TrainingJob` | 'ListTrainingJobs';

/** Members of the request that DescribeTrainingJob gives back as they came. */
const echoed = [
  'HyperParameters',
  'AlgorithmSpecification',
  'RoleArn',
  'InputDataConfig',
  'OutputDataConfig',
  'ResourceConfig',
  'VpcConfig',
  'CheckpointConfig',
  'DebugHookConfig',
  'DebugRuleConfigurations',
  'TensorBoardOutputConfig',
  'ExperimentConfig',
  'ProfilerConfig',
  'ProfilerRuleConfigurations',
  'Environment',
  'RetryStrategy',
] as const;

export function trainingOperations(
  jobsOf: (region: string) => TrainingJobs,
): Readonly<Record<TrainingOperation, Operation>> {
  const existing = (input: JsonObject, region: string): TrainingJob => {
    const job = jobsOf(region).find(String(input.TrainingJobName));
    if (job === undefined) throw validationException('Requested resource not found.');
    return job;
  };
  return {
    CreateTrainingJob: (input, region) => {
      checkSupported(input as TrainingJob['request']);
      const { Tags = [], ...request } = input;
      const job = jobsOf(region).create(
        String(input.TrainingJobName),
        request as TrainingJob['request'],
        Tags as Tag[],
      );
      return { TrainingJobArn: job.arn };
    },
    DescribeTrainingJob: (input, region) => describe(existing(input, region)),
    StopTrainingJob: (input, region) => {
      const { name, status } = existing(input, region);
      if (isTerminal(status)) {
        throw validationException(`The request was rejected because the training job is in status ${status}.`);
      }
      jobsOf(region).stop(name);
      return undefined;
    },
    DeleteTrainingJob: (input, region) => {
      const { name, arn, status } = existing(input, region);
      if (!isTerminal(status)) {
        throw new ServiceError(
          'ResourceInUse',
          `The training job ${arn} is in status ${status} and cannot be deleted.`,
        );
      }
      jobsOf(region).delete(name);
      return undefined;
    },
    ListTrainingJobs: (input, region) => {
      const { items, nextToken } = pageOf(jobsOf(region).all(), input, { sortOrder: 'Ascending' });
      return {
        TrainingJobSummaries: items.map(summarize),
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      };
    },
  };
}

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

function describe(job: TrainingJob): JsonObject {
  const { request, trainingStartTime: start, trainingEndTime: end } = job;
  const echo = Object.fromEntries(echoed.filter((name) => name in request).map((name) => [name, request[name]]));
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
    SecondaryStatusTransitions: job.transitions,
    CreationTime: job.creationTime,
    LastModifiedTime: job.lastModifiedTime,
    ...echo,
    StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeSeconds(request), ...request.StoppingCondition },
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: request.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: request.EnableManagedSpotTraining ?? false,
    ...(job.modelArtifacts === undefined ? {} : { ModelArtifacts: { S3ModelArtifacts: job.modelArtifacts } }),
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
    ...(job.metrics.length === 0 ? {} : { FinalMetricDataList: job.metrics }),
    ...(start === undefined ? {} : { TrainingStartTime: start }),
    ...(end === undefined ? {} : { TrainingEndTime: end }),
    ...(start === undefined || end === undefined ? {} : billed(Math.max(1, Math.round(end - start)))),
  };
}

function billed(seconds: number): JsonObject {
  return { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds };
}

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
