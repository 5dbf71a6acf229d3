import { pythonJson } from '../../catalog/index.js';
import { resourceName } from '../../contract/names.js';
import type { TrainingRung, TrainingTarget } from '../../contract/plan.js';
import type { Channel, CreateTrainingJobBody } from './request-bodies.js';
import { tagsOf } from './resource-tags.js';

/**
 * The body of CreateTrainingJob: what the Python SDK's JumpStartEstimator sends, plus Tunewright's tags and without
 * `DebugHookConfig` and `ProfilerConfig` (the SDK turns on both by default; neither serves text classification, and the profiler adds load).
 */
export function trainingRequest(plan: TrainingTarget, rung: TrainingRung, attempt: number): CreateTrainingJobBody {
  const { training } = plan;
  const spot = rung.spot ? training.spot : undefined;
  const nameless = {
    AlgorithmSpecification: {
      TrainingInputMode: 'File' as const,
      TrainingImage: rung.imageUri,
      ...(rung.metricDefinitions.length > 0 ? { MetricDefinitions: rung.metricDefinitions } : {}),
    },
    OutputDataConfig: {
      S3OutputPath: plan.outputPath,
      ...optional('KmsKeyId', training.outputKmsKeyId),
    },
    StoppingCondition: {
      MaxRuntimeInSeconds: training.maxRuntimeInSeconds,
      ...optional('MaxWaitTimeInSeconds', spot?.maxWaitInSeconds),
    },
    ResourceConfig: {
      VolumeSizeInGB: rung.volumeSizeInGB,
      ...optional('VolumeKmsKeyId', training.volumeKmsKeyId),
      ...optional('KeepAlivePeriodInSeconds', training.keepAlivePeriodInSeconds),
      InstanceCount: 1,
      InstanceType: rung.instanceType,
    },
    RoleArn: plan.role,
    InputDataConfig: channels(plan),
    ...(Object.keys(rung.environment).length > 0 ? { Environment: rung.environment } : {}),
    ...(plan.vpc === undefined
      ? {}
      : { VpcConfig: { Subnets: plan.vpc.subnets, SecurityGroupIds: plan.vpc.securityGroupIds } }),
    ...(training.enableNetworkIsolation ? { EnableNetworkIsolation: true } : {}),
    ...(training.encryptInterContainerTraffic ? { EnableInterContainerTrafficEncryption: true } : {}),
    ...(spot === undefined ? {} : { EnableManagedSpotTraining: true }),
    ...(spot?.checkpointUri === undefined ? {} : { CheckpointConfig: { S3Uri: spot.checkpointUri } }),
  };
  const name = resourceName(plan.run, attempt);
  const hyperparameters = wireHyperparameters(plan, rung);
  return {
    TrainingJobName: name,
    ...nameless,
    HyperParameters: {
      ...hyperparameters,
      sagemaker_job_name: pythonJson(name),
      sagemaker_region: pythonJson(plan.region),
    },
    Tags: tagsOf(plan, { ...nameless, hyperparameters }),
  };
}

/** Where SageMaker puts the trained model of a job. */
export const modelArtifactUri = (plan: Pick<TrainingTarget, 'outputPath'>, trainingJobName: string): string =>
  `${plan.outputPath.replace(/\/+$/, '')}/${trainingJobName}/output/model.tar.gz`;

/** Every value is JSON, as the SDK sends it; under network isolation the script comes through a channel. */
function wireHyperparameters(plan: TrainingTarget, rung: TrainingRung): Record<string, string> {
  const { training } = plan;
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

function channels({ training }: TrainingTarget): Channel[] {
  return [
    channel('training', training.dataUri),
    ...(training.validationUri === undefined ? [] : [channel('validation', training.validationUri)]),
    { ...channel('model', training.modelUri), ContentType: 'application/x-sagemaker-model', InputMode: 'File' },
    ...(training.enableNetworkIsolation ? [channel('code', training.scriptUri)] : []),
  ];
}

const channel = (name: string, uri: string): Channel => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' } },
});

function optional<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
}
