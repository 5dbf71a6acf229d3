import { pythonJson } from '../../catalog/index.js';
import type { Step } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { resourceName } from '../../contract/names.js';
import type { TrainingRung, TrainingTarget } from '../../contract/run/plan.js';
import type { Channel, CreateTrainingJobBody, Tag } from './request-bodies.js';
import { tagsOf } from './resource-tags.js';
import { rungOfStep } from './rung-of-step.js';
import { vpcConfigOf } from './vpc-config.js';

/**
 * The body of CreateTrainingJob: what the Python SDK's JumpStartEstimator sends, plus Tunewright's tags and without
 * `DebugHookConfig` and `ProfilerConfig` (the SDK turns on both by default; neither serves text classification, and the profiler adds load).
 */
export function trainingRequest(target: TrainingTarget, step: Step): CreateTrainingJobBody {
  const rung = rungOfStep(target.training.rungs, step);
  const name = resourceName(target.run, step.attempt);
  const body = withoutName(target, rung);
  const hyperparameters = hyperparametersOnTheWire(target, rung);
  return {
    TrainingJobName: name,
    ...body,
    HyperParameters: {
      ...hyperparameters,
      sagemaker_job_name: pythonJson(name),
      sagemaker_region: pythonJson(target.region),
    },
    Tags: tagsOf(target, { ...body, hyperparameters, data: dataOf(target) }),
  };
}

/** Tags of the same job as earlier versions wrote them, whose digest tells nothing of the data and whose tags name no execution. */
export function earlierTrainingTags(target: TrainingTarget, step: Step): Tag[] {
  const rung = rungOfStep(target.training.rungs, step);
  const body = withoutName(target, rung);
  return tagsOf(target, { ...body, hyperparameters: hyperparametersOnTheWire(target, rung) });
}

/** Which rows: the same prefix may hold others tomorrow. */
const dataOf = ({ dataset: { etag, bytes }, training: { inputs = [] } }: TrainingTarget): object =>
  // Left out where there are none: the digest of a job that goes on must stay as it was.
  defined({ etag, bytes, inputs: inputs.length === 0 ? undefined : inputs });

function withoutName(
  target: TrainingTarget,
  rung: TrainingRung,
): Omit<CreateTrainingJobBody, 'TrainingJobName' | 'HyperParameters' | 'Tags'> {
  const { training } = target;
  const spot = rung.spot ? training.spot : undefined;
  return defined({
    AlgorithmSpecification: defined({
      TrainingInputMode: 'File' as const,
      TrainingImage: rung.imageUri,
      MetricDefinitions: rung.metricDefinitions.length > 0 ? rung.metricDefinitions : undefined,
    }),
    OutputDataConfig: defined({ S3OutputPath: target.outputPath, KmsKeyId: training.outputKmsKeyId }),
    StoppingCondition: defined({
      MaxRuntimeInSeconds: training.maxRuntimeInSeconds,
      MaxWaitTimeInSeconds: spot?.maxWaitInSeconds,
    }),
    ResourceConfig: defined({
      VolumeSizeInGB: rung.volumeSizeInGB,
      VolumeKmsKeyId: training.volumeKmsKeyId,
      KeepAlivePeriodInSeconds: training.keepAlivePeriodInSeconds,
      InstanceCount: 1,
      InstanceType: rung.instanceType,
    }),
    RoleArn: target.role,
    InputDataConfig: channels(target),
    Environment: Object.keys(rung.environment).length > 0 ? rung.environment : undefined,
    VpcConfig: vpcConfigOf(target.vpc),
    EnableNetworkIsolation: training.enableNetworkIsolation || undefined,
    EnableInterContainerTrafficEncryption: training.encryptInterContainerTraffic || undefined,
    EnableManagedSpotTraining: spot === undefined ? undefined : true,
    CheckpointConfig: spot?.checkpointUri === undefined ? undefined : { S3Uri: spot.checkpointUri },
  });
}

/** Where SageMaker puts the trained model of a job. */
export const modelArtifactUri = (target: Pick<TrainingTarget, 'outputPath'>, trainingJobName: string): string =>
  `${target.outputPath.replace(/\/+$/, '')}/${trainingJobName}/output/model.tar.gz`;

/** Every value is JSON, as the SDK sends it; under network isolation the script comes through a channel. */
function hyperparametersOnTheWire({ training }: TrainingTarget, rung: TrainingRung): Record<string, string> {
  const submitDirectory = training.enableNetworkIsolation
    ? '/opt/ml/input/data/code/sourcedir.tar.gz'
    : training.scriptUri;
  return {
    ...Object.fromEntries(Object.entries(rung.hyperparameters).map(([name, value]) => [name, pythonJson(value)])),
    sagemaker_submit_directory: pythonJson(submitDirectory),
    sagemaker_program: pythonJson('transfer_learning.py'),
    sagemaker_container_log_level: '20',
  };
}

function channels({ dataset, training }: TrainingTarget): Channel[] {
  return [
    channel('training', dataset.uri),
    ...(training.validationUri === undefined ? [] : [channel('validation', training.validationUri)]),
    { ...channel('model', training.modelUri), ContentType: 'application/x-sagemaker-model', InputMode: 'File' },
    ...(training.enableNetworkIsolation ? [channel('code', training.scriptUri)] : []),
  ];
}

const channel = (name: string, uri: string): Channel => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' } },
});
