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

export interface TrainingOptions {
  /** e.g. `ml.g5.xlarge`; default: the model document's. */
  instanceType?: string;
  /** Seconds, at most 28 days (2,419,200); default: the model document's `max_run`, else 86,400. */
  maxRuntimeInSeconds?: number;
  /** GB; default: the model document's, else 30. */
  volumeSizeInGB?: number;
}

export interface EndpointOptions {
  /** At most 63 characters of `[a-zA-Z0-9-]`; default: derived from the run. An endpoint of that name must not exist yet. */
  name?: string;
  instanceType?: string;
  /** Instances behind the endpoint, from 1; default 1. */
  instanceCount?: number;
}

export interface SmokeTestOptions {
  /** Sentences to send after the endpoint is InService; default: a few drawn from the data. */
  texts?: string[];
}

export interface FineTuneRequest {
  model: ModelReference;
  /** `s3://bucket/prefix/` that holds `data.csv`; default: the model document's default data set. */
  data?: string;
  hyperparameters?: Hyperparameters;
  gates?: Partial<Record<GateName, GateRule>>;
  /** Seconds a manual gate waits before it counts as rejected; default 7 days. */
  gateDeadlineInSeconds?: number;
  training?: TrainingOptions;
  endpoint?: EndpointOptions;
  smokeTest?: SmokeTestOptions;
  /** AWS region; default: the worker's. */
  region?: string;
  /** Twelve digits; when given, credentials of another account are refused. */
  account?: string;
  /** ARN of the execution role; required on AWS, has a default on the local SageMaker. */
  role?: string;
  /** `S3OutputPath`, sent exactly as given; default `s3://sagemaker-{region}-{account}/tunewright/output`. */
  output?: string;
}

export const defaultGateDeadlineInSeconds = 7 * 24 * 3600;
export const defaultGates: Readonly<Record<GateName, GateRule>> = { training: 'auto', deployment: 'manual' };
