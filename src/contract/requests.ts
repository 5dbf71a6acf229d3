/**
 * What a user asks for. Plain JSON: any Temporal SDK, the Temporal UI and the command line send the same document.
 * Names follow SageMaker's own members where one exists.
 */

/** `model_id` and version of the JumpStart catalogue. `version` may be `*`, a prefix such as `2.*`, or left out (newest). */
export interface ModelReference {
  id: string;
  version?: string;
}

/** Values as SageMaker's JumpStart documents name them; strings go over the wire as strings, numbers as numbers. */
export type Hyperparameters = Record<string, string | number | boolean>;

/** The durable questions of a run, in the order in which they are asked. */
export const gateNames = ['training', 'deployment'] as const;
export type GateName = (typeof gateNames)[number];

/** `auto`, `manual`, or a rule on a metric such as `validation:accuracy>=0.9`: met passes, missed asks a human. */
export type GateRule = string;

/** Managed spot training: cheaper, may be interrupted, goes on from its checkpoints. */
export interface SpotOptions {
  /** Seconds for waiting and running together, at least the maximum runtime. */
  maxWaitInSeconds: number;
  /** `s3://…` where the container keeps checkpoints. */
  checkpointUri?: string;
}

/** Subnets and security groups that containers are attached to. */
export interface VpcOptions {
  subnets: string[];
  securityGroupIds: string[];
}

export interface TrainingOptions {
  /** e.g. `ml.g5.xlarge`, or an ordered list to fall back along; default: the model document's. */
  instanceType?: string | string[];
  /** Seconds, at most 28 days (2,419,200); default: the model document's `max_run`, else 86,400. */
  maxRuntimeInSeconds?: number;
  /** GB; default: the model document's, else 30. */
  volumeSizeInGB?: number;
  /** KMS key of the instance's volume. */
  volumeKmsKeyId?: string;
  /** KMS key of the trained model in S3. */
  outputKmsKeyId?: string;
  spot?: SpotOptions;
  /** Seconds, at most 3,600, that the instance is kept warm (and billed) after the job. */
  keepAlivePeriodInSeconds?: number;
  /** Default: the model document's. */
  encryptInterContainerTraffic?: boolean;
  /** Default: the model document's. */
  enableNetworkIsolation?: boolean;
}

export interface EndpointOptions {
  /** At most 63 characters of `[a-zA-Z0-9-]`; default: derived from the run. An endpoint of that name must not exist yet. */
  name?: string;
  /** Or an ordered list to fall back along; default: the model document's. */
  instanceType?: string | string[];
  /** Instances behind the endpoint, from 1; default 1. */
  instanceCount?: number;
  /** KMS key of the endpoint instances' volumes. */
  kmsKeyId?: string;
}

export interface SmokeTestOptions {
  /** Sentences to send after the endpoint is InService; default: a few drawn from the data. */
  texts?: string[];
}

/** What a fine-tune and a deployment have in common. */
export interface HostingRequest {
  model: ModelReference;
  gates?: Partial<Record<GateName, GateRule>>;
  /** Seconds a manual gate waits before it counts as rejected; default 7 days. */
  gateDeadlineInSeconds?: number;
  endpoint?: EndpointOptions;
  smokeTest?: SmokeTestOptions;
  /** AWS region; default: the worker's. */
  region?: string;
  /** Twelve digits; when given, credentials of another account are refused. */
  account?: string;
  /** ARN of the execution role; required on AWS, has a default on the local SageMaker. */
  role?: string;
  vpc?: VpcOptions;
  /** Further tags of every resource, at most 40. */
  tags?: Record<string, string>;
  tolerateDeprecatedModel?: boolean;
  tolerateVulnerableModel?: boolean;
}

export interface FineTuneRequest extends HostingRequest {
  /** `s3://bucket/prefix/` that holds `data.csv`; default: the model document's default data set. */
  data?: string;
  /** `s3://bucket/prefix/` of a validation set; default: a random part of the data. */
  validationData?: string;
  /** `s3://…/model.tar.gz` of an earlier training job of the same model: incremental training. The classes must be the same. */
  modelUri?: string;
  hyperparameters?: Hyperparameters;
  training?: TrainingOptions;
  /** `S3OutputPath`, sent exactly as given; default `s3://sagemaker-{region}-{account}/`. */
  output?: string;
}

export interface DeployRequest extends HostingRequest {
  /** `s3://…/model.tar.gz` of an earlier training job; left out: the pretrained model as it is. */
  artifact?: string;
  /** Where a repacked artifact goes; default `s3://sagemaker-{region}-{account}/`. */
  output?: string;
}

export const defaultGateDeadlineInSeconds = 7 * 24 * 3600;
export const defaultGates: Readonly<Record<GateName, GateRule>> = { training: 'auto', deployment: 'manual' };
