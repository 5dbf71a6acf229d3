import type { ProcessIdentity } from '../../../../processes/process-identity.js';
import type { Tag } from '../resources/tag.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { StagedTraining } from './staged-training.js';
import type { SecondaryStatus, TrainingJobStatus } from './training-states.js';

interface Transition {
  readonly Status: SecondaryStatus;
  readonly StartTime: number;
  readonly EndTime?: number;
  readonly StatusMessage: string;
}

export interface MetricData {
  readonly MetricName: string;
  readonly Value: number;
  readonly Timestamp: number;
}

/** A training job as it is stored. Times are seconds since 1970. */
export interface TrainingJob {
  readonly name: string;
  readonly arn: string;
  /** The members of CreateTrainingJob, without Tags. */
  readonly request: JsonObject & TrainingRequest;
  readonly tags: readonly Tag[];
  readonly status: TrainingJobStatus;
  readonly secondaryStatus: SecondaryStatus;
  readonly transitions: readonly Transition[];
  readonly creationTime: number;
  readonly lastModifiedTime: number;
  readonly trainingStartTime?: number;
  readonly trainingEndTime?: number;
  readonly failureReason?: string;
  /** s3:// URI; absent while there is none, and when the container wrote no model. */
  readonly modelArtifacts?: string;
  readonly metrics: readonly MetricData[];
  /** The last that its log names, e.g. `3/20`. */
  readonly epoch?: string;
  /** Why the job is stopping. */
  readonly stopCause?: StopCause;
  /** How the job is made to go, if a fault has been asked for. */
  readonly staged?: StagedTraining;
  /** The container's process, while there is one: the next start ends it if this one was killed. */
  readonly container?: ProcessIdentity;
}

/** It was asked to, has run for MaxRuntimeInSeconds, or was not done after MaxWaitTimeInSeconds. */
export type StopCause = 'request' | 'runtime' | 'wait';

export interface Channel {
  readonly ChannelName: string;
  readonly ContentType?: string;
  readonly DataSource: { readonly S3DataSource?: { readonly S3DataType: string; readonly S3Uri: string } };
}

/** The members that the stand-in itself reads. */
export interface TrainingRequest {
  readonly HyperParameters?: Readonly<Record<string, string>>;
  readonly Environment?: Readonly<Record<string, string>>;
  readonly InputDataConfig?: readonly Channel[];
  readonly OutputDataConfig: { readonly S3OutputPath: string; readonly KmsKeyId?: string };
  readonly ResourceConfig?: {
    readonly InstanceType?: string;
    readonly InstanceCount?: number;
    readonly VolumeSizeInGB?: number;
    readonly VolumeKmsKeyId?: string;
  };
  readonly CheckpointConfig?: { readonly S3Uri: string };
  readonly EnableManagedSpotTraining?: boolean;
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: number; readonly MaxWaitTimeInSeconds?: number };
  readonly AlgorithmSpecification?: { readonly MetricDefinitions?: readonly MetricDefinition[] };
}

export interface MetricDefinition {
  readonly Name: string;
  readonly Regex: string;
}

/** SageMaker's default: one day. */
const defaultMaxRuntimeSeconds = 86_400;

export function maxRuntimeSeconds(request: Pick<TrainingRequest, 'StoppingCondition'>): number {
  return request.StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
}
