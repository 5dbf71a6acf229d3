import type { LabelledText } from '../dataset.js';
import type { Fleet } from '../fleet.js';
import type { EndpointUpdateOptions, GateName, GateRule, SpotOptions, VpcOptions } from './requests.js';

/** Says that a local stand-in answers instead of the real algorithm, and which. */
export interface StandIn {
  /** The encoder that really runs, e.g. `universal-sentence-encoder-lite`. */
  encoder: string;
  /** What the stand-in can train, e.g. `["top_layer"]`. */
  trains: string[];
  note: string;
}

/** A metric that SageMaker reads out of the training log by a regular expression with one group, in CreateTrainingJob's own members. */
export interface MetricDefinition {
  Name: string;
  Regex: string;
}

/** What every rung of a ladder has: one choice of instance type with everything that follows from it; a plan holds an ordered list. */
export interface Rung {
  instanceType: string;
  /** Seconds to go on trying while this type has no capacity. */
  capacityWaitInSeconds: number;
  /** US dollars for one instance on demand; null where no source tells it. Spot costs less, by how much nobody knows before. */
  usdPerHour: number | null;
  /** Why it is left out: the account has no quota for it. */
  ruledOut?: string;
}

/** One choice of training instance: its image, and everything that the model document makes depend on the type. Volume in GB. */
export interface TrainingRung extends Rung {
  spot: boolean;
  imageUri: string;
  /** In the order in which they are sent; values still unencoded. */
  hyperparameters: Record<string, string | number | boolean>;
  metricDefinitions: MetricDefinition[];
  environment: Record<string, string>;
  volumeSizeInGB: number;
}

/** A file that a run reads, as it was when the plan was made: another one of that name is refused. */
export interface InputFile {
  what: 'training data' | 'validation data' | 'evaluation data' | 'earlier model' | 'model';
  /** Of the object. */
  uri: string;
  etag: string;
  bytes: number;
}

/** What CreateTrainingJob will be asked for: the instance types in their order, where code, model and data lie (`s3://…`), and the limits in seconds. */
export interface TrainingPlan {
  rungs: TrainingRung[];
  modelUri: string;
  scriptUri: string;
  maxRuntimeInSeconds: number;
  enableNetworkIsolation: boolean;
  encryptInterContainerTraffic: boolean;
  validationUri?: string;
  /** What the job reads besides its data, as far as it may be looked at; absent from plans of earlier versions. */
  inputs?: InputFile[];
  volumeKmsKeyId?: string;
  outputKmsKeyId?: string;
  spot?: SpotOptions;
  keepAlivePeriodInSeconds?: number;
}

/** One choice of instance for the endpoint: its image and the environment of the container. Volume in GB. */
export interface HostingRung extends Rung {
  imageUri: string;
  environment: Record<string, string>;
  volumeSizeInGB?: number;
}

/** What CreateModel, CreateEndpointConfig and CreateEndpoint will be asked for. Durations are in seconds. */
export interface HostingPlan {
  rungs: HostingRung[];
  instanceCount: number;
  /** The request names no count: an update keeps the one that is live by then. */
  keepsInstanceCount?: boolean;
  /** What is live under the name of an update, as of the plan. */
  live?: Fleet;
  /** What an update makes other than it is, and what it keeps, as of the plan; absent where nothing is live, and from plans of earlier versions. */
  changes?: HostingChange[];
  /** SageMaker's `DataCaptureConfig`; an update takes it over from what is live. */
  dataCapture?: Record<string, unknown>;
  enableNetworkIsolation: boolean;
  /** Set where the model document is of the script-mode generation: the inference script to put under `code/` of the artifact. */
  repackScriptUri?: string;
  /** The user's name for the endpoint; absent: derived from the run. */
  endpointName?: string;
  /** Set where an endpoint of that name may be there already, and is then moved to the new config. */
  update?: Required<EndpointUpdateOptions>;
  timeToLiveInSeconds?: number;
  kmsKeyId?: string;
  modelDataDownloadTimeoutInSeconds?: number;
  containerStartupHealthCheckTimeoutInSeconds?: number;
}

/** One figure of a live endpoint, before and after its update. */
export interface HostingChange {
  of: 'instances' | 'instance type' | 'data capture' | 'variant';
  now: string;
  after: string;
}

/** Which resources a run's names are derived from: the first execution's run id survives retry, continue-as-new and reset. */
export interface RunIdentity {
  workflowId: string;
  firstExecutionRunId: string;
  /** Of Temporal; left out in dry runs, and by older versions. */
  namespace?: string;
}

/** Where a model's files lie: a `.tar.gz`, with the ETag that it must have where that is known, or a prefix with the files as they are. */
export type ModelData = { tarball: string; etag?: string; bytes?: number } | { prefix: string };

/** Money, in US dollars; null where the price of a type is not known from a source. */
export interface CostEstimate {
  currency: 'USD';
  /** Price of the dearest training instance times maximum runtime and time to keep warm: one job can't cost more. Null also where nothing is trained. */
  trainingAtMost: number | null;
  /** What an earlier run of the same model cost, scaled to the rows of this one; null where no run tells it. */
  trainingLikely: number | null;
  /** All instances of the endpoint together on the dearest type, for every hour that it exists; 0 where nothing is deployed. */
  endpointPerHour: number | null;
  /** For how long the endpoint is counted: its time to live, else 24 h; 0 where nothing is deployed. */
  endpointHours: number;
  /** Training at most and the endpoint for `endpointHours`: what a budget is held against. */
  atMost: number | null;
  /** Where the prices come from, or which are missing. */
  notes: string[];
}

/** What an earlier run tells about the cost of a model. */
export interface EarlierRun {
  run: string;
  billableTimeInSeconds: number;
  rows: number;
}

/** One gate with every default filled in. */
export interface GatePlan {
  rule: GateRule;
  /** Empty: anybody. */
  approvers: string[];
  quorum: number;
  deadlineInSeconds: number;
  onDeadline: 'approve' | 'reject';
  notify?: string;
  remindEveryInSeconds?: number;
  escalateAfterInSeconds?: number;
  escalateTo?: string;
  /** Why a gate asks that was not asked for, e.g. a plan beyond its budget. */
  because?: string;
}

/** The smoke test with every default filled in: texts, some with the label to expect, the limit for the slowest answer in milliseconds, and the least share of expected labels, 0 to 1 (null: reported only). */
export interface SmokeTestPlan {
  samples: (Pick<LabelledText, 'text'> & Partial<LabelledText>)[];
  maxLatencyInMilliseconds: number;
  minimumAgreement: number | null;
}

/** What the creation of hosting resources needs to know; the payload of those activities. */
export interface HostingTarget {
  run: RunIdentity;
  model: { id: string; version: string };
  region: string;
  account: string;
  role: string;
  vpc?: VpcOptions;
  tags?: Record<string, string>;
  hosting: HostingPlan;
  /** Where outputs go: `S3OutputPath`, and the bucket of a repacked artifact. */
  outputPath: string;
}

/** What a fine-tune and a deployment have in common. */
export interface HostingDecision extends HostingTarget {
  standIn?: StandIn;
  /** Names of the classes, index = label, where they are known; at most 16,000 characters. AWS gets integers. */
  labels?: readonly string[];
  gates: Record<GateName, GatePlan>;
  smokeTest: SmokeTestPlan;
  /** Where held-out rows lie, on which a candidate and the live model are scored. */
  evaluationUri?: string;
  /** Their file, where it may be looked at. */
  evaluationFile?: InputFile;
  cost: CostEstimate;
  warnings: string[];
}

/**
 * The decision of what a fine-tune run will do, made once and kept in its history (under 32 KB: no documents, no rows).
 * Every AWS request is written from it by pure functions.
 */
export interface Plan extends HostingDecision {
  dataset: {
    uri: string;
    etag?: string;
    bytes: number;
    rows: number;
    classes: number;
    /** Of the first 100 classes. */
    classCounts: number[];
    /** Of all classes, 0 to 1; absent in plans of older versions. */
    largestClassShare?: number;
  };
  training: TrainingPlan;
  /** False: only train. */
  deploy: boolean;
  /** True: not on data that the schedule's last successful run trained on. */
  onlyIfDataChanged?: boolean;
}

/** What the training activities need to know. */
export type TrainingTarget = Omit<HostingTarget, 'hosting'> & Pick<Plan, 'dataset' | 'training'>;

/** The decision of what a deployment without training will do. */
export interface DeployPlan extends HostingDecision {
  modelData: ModelData;
}
