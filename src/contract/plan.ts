import type { GateName, GateRule } from './requests.js';
import type { Problem } from './problems.js';

/** Says that a local stand-in answers instead of the real algorithm, and which. */
export interface StandIn {
  /** The encoder that really runs, e.g. `universal-sentence-encoder-lite`. */
  encoder: string;
  /** What the stand-in can train, e.g. `["top_layer"]`. */
  trains: string[];
  note: string;
}

export interface MetricDefinition {
  Name: string;
  Regex: string;
}

/** One choice of instance type with everything that follows from it; a plan holds an ordered list of them. */
export interface TrainingRung {
  instanceType: string;
  imageUri: string;
  /** In the order in which they are sent; values still unencoded. */
  hyperparameters: Record<string, string | number | boolean>;
  metricDefinitions: MetricDefinition[];
  environment: Record<string, string>;
  volumeSizeInGB: number;
}

export interface TrainingPlan {
  rungs: TrainingRung[];
  modelUri: string;
  scriptUri: string;
  dataUri: string;
  outputPath: string;
  maxRuntimeInSeconds: number;
  enableNetworkIsolation: boolean;
  encryptInterContainerTraffic: boolean;
}

export interface HostingRung {
  instanceType: string;
  imageUri: string;
}

export interface HostingPlan {
  rungs: HostingRung[];
  instanceCount: number;
  environment: Record<string, string>;
  enableNetworkIsolation: boolean;
  /** Set where the model document is of the script-mode generation: the inference script to put under `code/` of the artifact. */
  repackScriptUri?: string;
  /** The user's name for the endpoint; absent: derived from the run. */
  endpointName?: string;
  modelDataDownloadTimeoutInSeconds?: number;
  containerStartupHealthCheckTimeoutInSeconds?: number;
}

/** Which resources a run's names are derived from: the first execution's run id survives retry, continue-as-new and reset. */
export interface RunIdentity {
  workflowId: string;
  firstExecutionRunId: string;
}

/**
 * The decision of what a run will do, made once and kept in its history (under 32 KB: no documents, no rows).
 * Every AWS request is written from it by pure functions.
 */
export interface Plan {
  run: RunIdentity;
  model: { id: string; version: string };
  standIn?: StandIn;
  region: string;
  account: string;
  role: string;
  dataset: { uri: string; etag?: string; bytes: number; rows: number; classes: number; classCounts: number[] };
  training: TrainingPlan;
  hosting: HostingPlan;
  gates: Record<GateName, GateRule>;
  gateDeadlineInSeconds: number;
  smokeTest: { texts: string[] };
  warnings: string[];
  problems: Problem[];
}
