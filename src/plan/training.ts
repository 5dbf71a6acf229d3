import { pythonJson } from '../catalog/python-number.js';
import { resourceName } from '../contract/names.js';
import type { Plan, TrainingRung } from '../contract/plan.js';
import type { Channel, CreateTrainingJobBody } from './bodies.js';
import { tagsOf } from './tags.js';

/**
 * The body of CreateTrainingJob: what the Python SDK's JumpStartEstimator sends, plus Tunewright's tags and without
 * `DebugHookConfig` and `ProfilerConfig` (the SDK turns on both by default; neither serves text classification, and the profiler adds load).
 */
export function trainingRequest(plan: Plan, rung: TrainingRung, attempt: number): CreateTrainingJobBody {
  const { training } = plan;
  const nameless = {
    AlgorithmSpecification: {
      TrainingInputMode: 'File' as const,
      TrainingImage: rung.imageUri,
      ...(rung.metricDefinitions.length > 0 ? { MetricDefinitions: rung.metricDefinitions } : {}),
    },
    OutputDataConfig: { S3OutputPath: training.outputPath },
    StoppingCondition: { MaxRuntimeInSeconds: training.maxRuntimeInSeconds },
    ResourceConfig: { VolumeSizeInGB: rung.volumeSizeInGB, InstanceCount: 1, InstanceType: rung.instanceType },
    RoleArn: plan.role,
    InputDataConfig: channels(plan),
    ...(Object.keys(rung.environment).length > 0 ? { Environment: rung.environment } : {}),
    ...(training.enableNetworkIsolation ? { EnableNetworkIsolation: true } : {}),
    ...(training.encryptInterContainerTraffic ? { EnableInterContainerTrafficEncryption: true } : {}),
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
export const modelArtifactUri = (plan: Plan, trainingJobName: string): string =>
  `${plan.training.outputPath.replace(/\/+$/, '')}/${trainingJobName}/output/model.tar.gz`;

/** Every value is JSON, as the SDK sends it; under network isolation the script comes through a channel. */
function wireHyperparameters(plan: Plan, rung: TrainingRung): Record<string, string> {
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

function channels(plan: Plan): Channel[] {
  const { training } = plan;
  return [
    channel('training', training.dataUri),
    { ...channel('model', training.modelUri), ContentType: 'application/x-sagemaker-model', InputMode: 'File' },
    ...(training.enableNetworkIsolation ? [channel('code', training.scriptUri)] : []),
  ];
}

const channel = (name: string, uri: string): Channel => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' } },
});
