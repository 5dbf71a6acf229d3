import type { JsonObject } from '../../../wire/service/operation.js';
import { existingTrainingJob } from '../region/existing-training-job.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { maxRuntimeSeconds } from '../training/training-job.js';

/** Members of the request that DescribeTrainingJob gives back as they came. */
const echoed = [
  'HyperParameters',
  'AlgorithmSpecification',
  'RoleArn',
  'InputDataConfig',
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

export const describeTrainingJob: SageMakerOperation = (input, state) => {
  const job = existingTrainingJob(input, state);
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
    // SageMaker gives the member back in any case, and SDKs read it.
    OutputDataConfig: { KmsKeyId: '', ...request.OutputDataConfig },
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
};

function billed(seconds: number): JsonObject {
  return { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds };
}
