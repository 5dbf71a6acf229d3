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

/** The durable questions of a run, in the order in which they are asked: before money is spent, before a model is deployed, before it stays. */
export const gateNames = ['training', 'deployment', 'traffic'] as const;
/** One of the gates of a run: `training`, `deployment` or `traffic`. */
export type GateName = (typeof gateNames)[number];

/**
 * `auto`, `manual`, a rule on a metric such as `validation:accuracy>=0.9`, or (gate `traffic`) `better-than-live`:
 * met passes, missed asks a human.
 */
export type GateRule = string;
/** The rule of the traffic gate that passes a candidate whose accuracy on held-out rows is above that of the live model. */
export const betterThanLive = 'better-than-live';

/** A gate as a process: who decides, by when, who is reminded, and what happens if nobody does. */
export interface GateOptions {
  /** Default `manual`. */
  rule?: GateRule;
  /** Only these may decide; default: anybody. A name is a record, no proof of identity. */
  approvers?: string[];
  /** Approvals needed, from different people; default 1. One rejection ends the gate. */
  quorum?: number;
  /** Seconds until the gate decides by itself; default: the request's `gateDeadlineInSeconds`. */
  deadlineInSeconds?: number;
  /** What it decides then; default `reject`. */
  onDeadline?: 'approve' | 'reject';
  /** Name of a webhook that the worker knows, told when the gate opens, at each reminder and at the end. */
  notify?: string;
  /** Seconds between reminders. */
  remindEveryInSeconds?: number;
  /** Seconds after which `escalateTo`, another webhook that the worker knows, is told too. */
  escalateAfterInSeconds?: number;
  escalateTo?: string;
}

/** What a run may cost at most: training at its maximum runtime, and the endpoint for its time to live (24 hours where it has none). */
export interface BudgetOptions {
  usd: number;
  /** A plan beyond the budget, or one whose price is unknown: `refuse` it (default), or `ask` at the training gate. */
  ifOver?: 'refuse' | 'ask';
}

/** Managed spot training: cheaper, may be interrupted, goes on from its checkpoints. */
export interface SpotOptions {
  /** Seconds for waiting and running together, at least the maximum runtime. */
  maxWaitInSeconds: number;
  /** `s3://…` where the container keeps checkpoints. */
  checkpointUri?: string;
  /** Goes on with the same list on demand, dearer, once spot capacity is exhausted on every type; default false. */
  thenOnDemand?: boolean;
}

/**
 * Seconds to go on trying one instance type that has no capacity before the next of the list is tried, at most 7 days;
 * default 0, and 3,600 for the last one. One number for all, or one for each type.
 */
export type CapacityWait = number | number[];

/** How a live endpoint is moved to a new config; SageMaker's DeploymentConfig. */
export interface EndpointUpdateOptions {
  /** Default `all-at-once`: AWS's own default, a whole new fleet beside the old one, then all traffic at once. */
  strategy?: 'all-at-once' | 'canary' | 'linear' | 'rolling';
  /** Share of the fleet that moves in one step, in percent, 5 to 50; for canary, linear and rolling. Default 50 for linear and rolling, 10 for canary. */
  stepPercent?: number;
  /** Seconds to bake after each step, 0 to 3,600; default 300. */
  bakeTimeInSeconds?: number;
  /** CloudWatch alarms that make AWS roll back, at most 10. */
  alarms?: string[];
}

/** Subnets and security groups that containers are attached to. */
export interface VpcOptions {
  subnets: string[];
  securityGroupIds: string[];
}

/** How the training job runs; whatever is left out comes from the model document. */
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
  capacityWaitInSeconds?: CapacityWait;
  /** Seconds, at most 3,600, that the instance is kept warm (and billed) after the job. */
  keepAlivePeriodInSeconds?: number;
  /** Default: the model document's. */
  encryptInterContainerTraffic?: boolean;
  /** Default: the model document's. */
  enableNetworkIsolation?: boolean;
}

/** The endpoint that the model is deployed to; whatever is left out comes from the model document. */
export interface EndpointOptions {
  /** At most 63 characters of `[a-zA-Z0-9-]`; default: derived from the run. An endpoint of that name must not exist yet, unless `update` is given. */
  name?: string;
  /** Moves an endpoint of that name that is there already to the new model; without one, it is created. `{}` for AWS's defaults. */
  update?: EndpointUpdateOptions;
  /** Seconds from going live until the endpoint is deleted; default: it stays. At least 60. */
  timeToLiveInSeconds?: number;
  capacityWaitInSeconds?: CapacityWait;
  /** Or an ordered list to fall back along; default: the model document's. */
  instanceType?: string | string[];
  /** Instances behind the endpoint, from 1; default 1. */
  instanceCount?: number;
  /** KMS key of the endpoint instances' volumes. */
  kmsKeyId?: string;
}

/** What the endpoint is asked once it is InService, and which answers pass. */
export interface SmokeTestOptions {
  /** Sentences to send after the endpoint is InService; default: a few drawn from the data, with their labels. */
  texts?: string[];
  /** Sentences with the labels that are expected, as in `data.csv`; instead of `texts`. */
  samples?: { text: string; label: number }[];
  /** Milliseconds that the slowest request may take, after one to warm up; default 10,000. */
  maxLatencyInMilliseconds?: number;
  /** Share of the expected labels that must be predicted, 0 to 1; default: agreement is reported only. */
  minimumAgreement?: number;
}

/** What a fine-tune and a deployment have in common. */
export interface HostingRequest {
  model: ModelReference;
  gates?: Partial<Record<GateName, GateRule | GateOptions>>;
  /** Seconds a manual gate waits before it decides by itself; default 7 days. */
  gateDeadlineInSeconds?: number;
  budget?: BudgetOptions;
  /** `s3://bucket/prefix/` with a `data.csv` of held-out rows, on which candidate and live model are scored; default: `validationData`. */
  evaluationData?: string;
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

/**
 * Argument of the workflow `fineTune`: train, and deploy unless told otherwise.
 * @example { "model": { "id": "tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2" }, "data": "s3://reviews/train/", "gates": { "deployment": "validation:accuracy>=0.9" } }
 */
export interface FineTuneRequest extends HostingRequest {
  /** `s3://bucket/prefix/` that holds `data.csv`; default: the model document's default data set. */
  data?: string;
  /** `s3://bucket/prefix/` of a validation set; default: a random part of the data. */
  validationData?: string;
  /** `s3://…/model.tar.gz` of an earlier training job of the same model: incremental training. The classes must be the same. */
  modelUri?: string;
  /** Names of the classes, index = label; default: the `labels.json` beside `data.csv`, else the names that the model of `modelUri` has. */
  labels?: readonly string[];
  hyperparameters?: Hyperparameters;
  training?: TrainingOptions;
  /** False: only train. Default true. */
  deploy?: boolean;
  /** In a schedule: a run whose `data.csv` is the one that the schedule's last successful run trained on ends as `skipped`. Default false. */
  onlyIfDataChanged?: boolean;
  /** `S3OutputPath`, sent exactly as given; default `s3://sagemaker-{region}-{account}/`. */
  output?: string;
}

/**
 * Argument of the workflow `deploy`: a model that is trained already, or the pretrained one.
 * @example { "model": { "id": "tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2" }, "artifact": "s3://models/output/job/output/model.tar.gz" }
 */
export interface DeployRequest extends HostingRequest {
  /** `s3://…/model.tar.gz` of an earlier training job; left out: the pretrained model as it is. */
  artifact?: string;
  /** Where a repacked artifact goes; default `s3://sagemaker-{region}-{account}/`. */
  output?: string;
}

/** The shortest time to live of an endpoint: a minute. */
export const shortestTimeToLiveInSeconds = 60;
/** The longest time to live of an endpoint: a year; longer timers are mistakes. */
export const longestTimeToLiveInSeconds = 31_536_000;
/** AWS's own: an update that asks for nothing else goes without a DeploymentConfig. */
export const defaultBakeTimeInSeconds = 300;
/** Seconds that a gate waits for a decision where the request names no deadline: 7 days. */
export const defaultGateDeadlineInSeconds = 7 * 24 * 3600;
/** Rules of the gates that the request does not mention. */
export const defaultGates: Readonly<Record<GateName, GateRule>> = {
  training: 'auto',
  deployment: 'manual',
  traffic: 'auto',
};
