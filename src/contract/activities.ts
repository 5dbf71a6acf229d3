import type { DatasetReport } from './dataset.js';
import type { Plan, RunIdentity, StandIn } from './plan.js';
import type { Problem } from './problems.js';
import type { FineTuneRequest } from './requests.js';
import type { SmokeTestResult, TrainingJobResult } from './results.js';
import type { SearchAttributeName } from './search-attributes.js';

/** What was found out about a request before its data is looked at. */
export interface Resolution {
  /** The request with every default filled in that needs no look at the data; null when it is not a request at all. */
  request: FineTuneRequest | null;
  model: { id: string; version?: string };
  standIn?: StandIn;
  /** Where the data lies, the default data set included. */
  dataUri?: string;
  region?: string;
  account?: string;
  role?: string;
  /** Search attributes that the server has. */
  searchAttributes: SearchAttributeName[];
  problems: Problem[];
}

/** A created (or adopted) resource. */
export interface Created {
  name: string;
  attempt: number;
}

export interface DeployInput {
  plan: Plan;
  /** `s3://…/model.tar.gz` */
  modelArtifact: string;
}

/** The side effects of a run, each idempotent: calling one again after a crash finds what the first call made. */
export interface Activities {
  /** Validates the raw request and resolves account, region, role, model version and artifacts. Never fails on bad input: lists problems. */
  resolveArtifacts(input: { request: unknown; run: RunIdentity }): Promise<Resolution>;
  /** Streams `data.csv` and reports. Problems of the data are in the report, not thrown. */
  checkData(input: { uri: string; region: string }): Promise<DatasetReport>;
  /** Makes the decision. Throws `InvalidRequest` with all problems of request, model and data. */
  planRun(input: { resolution: Resolution; dataset: DatasetReport | null; run: RunIdentity }): Promise<Plan>;
  startTrainingJob(input: { plan: Plan }): Promise<Created>;
  /** Waits for the job; throws `NotYet` (benign) after a while so that another worker can go on. */
  watchTrainingJob(input: { plan: Plan; name: string }): Promise<TrainingJobResult>;
  /** Puts the inference script into the artifact, where the model document's generation needs that; resolves with the artifact to deploy. */
  repackModel(input: DeployInput): Promise<{ target: string }>;
  createModel(input: DeployInput): Promise<Created>;
  createEndpointConfig(input: { plan: Plan }): Promise<Created>;
  createEndpoint(input: { plan: Plan }): Promise<Created>;
  watchEndpoint(input: { plan: Plan; name: string; configName: string }): Promise<void>;
  smokeTestEndpoint(input: { plan: Plan; name: string }): Promise<SmokeTestResult>;
  /** Compensations: no-ops where nothing (of this run) exists; they wait until the resource is gone or terminal. */
  stopTrainingJobs(input: { plan: Plan }): Promise<string[]>;
  deleteEndpoint(input: { plan: Plan }): Promise<string[]>;
  deleteEndpointConfig(input: { plan: Plan }): Promise<string[]>;
  deleteModel(input: { plan: Plan }): Promise<string[]>;
}
