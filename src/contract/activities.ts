import type { DatasetReport, HeldOutMember } from './dataset.js';
import type { LeaseEnd, LeaseGranted } from './endpoint-workflow.js';
import type { GateReport } from './run/gate-report.js';
import type {
  DeployPlan,
  HostingTarget,
  ModelData,
  Plan,
  RunIdentity,
  SmokeTestPlan,
  StandIn,
  TrainingTarget,
} from './run/plan.js';
import type { Problem } from './problems.js';
import type { DeployRequest, FineTuneRequest, GateName } from './run/requests.js';
import type { EvaluationResult, LiveEndpoint, SmokeTestResult, TrainingJobResult } from './run/results.js';
import type { SearchAttributeName } from './search-attributes.js';
import type { FoundLeftovers, Leftover, SweepPlace } from './sweep.js';
import type { WatcherInput } from './watcher.js';

/** What was found out about a request before its data is looked at. */
export interface Resolution<R = FineTuneRequest> {
  /** The request as parsed; null when it is not a request at all. */
  request: R | null;
  model: { id: string; version?: string };
  standIn?: StandIn;
  /** Where the data lies, the default data set included. */
  dataUri?: string;
  /** Where the rows lie that are held out from training. */
  heldOut?: Partial<Record<HeldOutMember, string>>;
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

/** What an endpoint is made of, in the order in which it is created. */
export const hostingKinds = ['model', 'endpoint config', 'endpoint'] as const;
/** One of these. */
export type HostingKind = (typeof hostingKinds)[number];
/** All of them, by kind. */
export type CreatedHosting = Readonly<Record<HostingKind, Created>>;

/** What a creation of several things had begun when it failed, in order; a detail of the failure. */
export interface Begun {
  readonly begun: readonly HostingKind[];
}

/** What a run needs to say of itself; the last detail of a failure to plan, too. */
export interface KnownOfRun {
  readonly model: { id: string; version?: string };
  /** Search attributes that the server has. */
  readonly searchAttributes: SearchAttributeName[];
}

export interface PreparedPlan<P> extends KnownOfRun {
  readonly plan: P;
}

/** One try on the way to a training job or an endpoint. */
export interface Step {
  /** Index in the plan's list of rungs: what is tried. */
  rung: number;
  /** From 1, counted over all rungs: part of the names. */
  attempt: number;
}

export interface HostingStep extends Step {
  target: HostingTarget;
}

export interface ModelStep extends HostingStep {
  modelData: ModelData;
}

/** What somebody is told about a gate. */
export interface Notice {
  /** Name of a webhook that the worker knows. */
  to: string;
  kind: 'opened' | 'reminder' | 'escalation' | 'closed';
  run: string;
  gate: GateName;
  /** One line: what is asked, or how it ended. */
  text: string;
  /** ISO 8601. */
  deadline?: string;
  digest?: string;
  report?: GateReport;
}

/** Names of what a deletion has removed; with it, in sentences, what it kept since somebody else uses it, where there is any. */
export type Removed = string[] | { removed: string[]; kept: string[] };

/** Which endpoint, where and whose. */
export interface EndpointKey {
  name: string;
  region: string;
  account: string;
}

/** Which run, by the first execution of its id, wants the right to change which endpoint. */
export interface Lease {
  key: EndpointKey;
  run: string;
  execution?: string;
}

/** The endpoint is up, and what failed is its test; the last detail of such a failure. */
export interface UpAndFailed {
  readonly inService: true;
}

/** What is asked of an endpoint, and what its answers are held against. */
export interface SmokeTest {
  name: string;
  region: string;
  classes?: number;
  /** Names of the classes, for the predictions of the result. */
  labels?: readonly string[];
  test: SmokeTestPlan;
}

/** The side effects of a run, each idempotent: calling one again after a crash finds what the first call made. */
export interface Activities {
  /** Validates the raw request and resolves account, region, role, model version and artifacts. Never fails on bad input: lists problems. */
  resolveArtifacts(input: { request: unknown; run: RunIdentity }): Promise<Resolution>;
  /** The same for a deployment without training. */
  resolveDeployment(input: { request: unknown; run: RunIdentity }): Promise<Resolution<DeployRequest>>;
  /** Streams `data.csv`, and those of `heldOut`, and reports. Problems of the data are in the report, not thrown. */
  checkData(input: {
    uri: string;
    region: string;
    heldOut?: Partial<Record<HeldOutMember, string>>;
  }): Promise<DatasetReport>;
  /** Makes the decision. Throws `InvalidRequest` with all problems of request, model and data, `QuotaExceeded` where no rung has a quota. */
  planRun(input: { resolution: Resolution; dataset: DatasetReport | null; run: RunIdentity }): Promise<Plan>;
  /** The same for a deployment without training. Throws as `planRun` does. */
  planDeployment(input: { resolution: Resolution<DeployRequest>; run: RunIdentity }): Promise<DeployPlan>;
  /** `resolveArtifacts`, `checkData` and `planRun` in one. Throws as they do, with a `KnownOfRun` as the last detail where it came so far. */
  prepareRun(input: { request: unknown; run: RunIdentity }): Promise<PreparedPlan<Plan>>;
  /** `resolveDeployment` and `planDeployment` in one. */
  prepareDeployment(input: { request: unknown; run: RunIdentity }): Promise<PreparedPlan<DeployPlan>>;

  /** Starts the first free attempt from `attempt` on: those of an earlier life of the run are left alone. */
  startTrainingJob(input: { target: TrainingTarget } & Step): Promise<Created>;
  /** Waits for the job; a job that ended badly fails with details `[{logTail, billableTimeInSeconds?}]`. Throws `NotYet` (benign) after a while so that another worker can go on. Puts `labels` beside the artifact. */
  watchTrainingJob(input: {
    target: TrainingTarget;
    name: string;
    /** Of a run that can be woken: where many wait, the attempt ends and the next comes after an hour, or when the watcher wakes the run. */
    parks?: true;
    /** It was woken: a look comes first. */
    woken?: true;
    labels?: readonly string[];
  }): Promise<TrainingJobResult>;

  /** Puts the inference script into the artifact, where the model document's generation needs that; the repacked artifact goes where createModel looks for it, with the names of its classes beside it. */
  repackModel(input: { target: HostingTarget; modelData: ModelData; labels?: readonly string[] }): Promise<void>;
  /** CreateModel. Throws `NameTaken` where a model of that name is another run's. */
  createModel(input: ModelStep): Promise<Created>;
  /** CreateEndpointConfig. Throws `NameTaken` where a config of that name is another run's. */
  createEndpointConfig(input: HostingStep): Promise<Created>;
  /** CreateEndpoint; does not wait until it is InService. Throws `NameTaken` where an endpoint of that name is another run's. */
  createEndpoint(input: HostingStep): Promise<Created>;
  /**
   * `createModel`, `createEndpointConfig` and `createEndpoint` in one, one after the other; before them, where a `lease` is given, the
   * right to change the endpoint is taken as by `leaseEndpoint`. A failure of one of them has as its last detail `{begun}`: what was begun, in order, the last of which failed.
   */
  createHosting(input: ModelStep & { readonly lease?: Lease }): Promise<CreatedHosting>;
  /** Moves the live endpoint to the attempt's config. A no-op where it is on its way there already. */
  updateEndpoint(input: HostingStep): Promise<Created>;
  /** Waits until the endpoint is InService on that config; `NoCapacity`, `QuotaExceeded` and `EndpointFailed` tell why it is not, with the last lines of its log (details `[{logTail}]`). */
  watchEndpoint(input: EndpointKey & { configName: string }): Promise<void>;
  /** What is live under that name, with the figures that its `endpoint` workflow knows, or null. Where it is to be replaced, once it stands, and with where its model lies. */
  describeLive(input: EndpointKey & { readonly toReplace?: true }): Promise<LiveEndpoint | null>;
  /** Asks the endpoint for each sample, for the first in both answer types. What is wrong with its answers is in the result, not thrown. */
  smokeTestEndpoint(input: SmokeTest): Promise<SmokeTestResult>;
  /**
   * `watchEndpoint`, then `smokeTestEndpoint`; after a test that has passed, where a `release` is given, the lease is given back as by
   * `releaseEndpoint`, but by one try only: `released` tells whether it was. A failure of the test has as its last detail an `UpAndFailed`.
   */
  watchAndTestEndpoint(
    input: EndpointKey & { configName: string; test: Omit<SmokeTest, 'name' | 'region'>; release?: LeaseEnd },
  ): Promise<{ smokeTest: SmokeTestResult; released: boolean }>;
  /** Scores the endpoint on the held-out rows under `uri`, at most 1,000 of them, spread over the file. Throws `DataChanged` for another ETag. */
  evaluateEndpoint(input: { name: string; region: string; uri: string; etag?: string }): Promise<EvaluationResult>;

  // Compensations do nothing where there is nothing of this run; they wait until the resource is gone or its job has ended.
  // A config that an endpoint stands on or heads for, and a model that a config names, stay, whoever asks.
  /**
   * StopTrainingJob for every job of the run that goes on, whichever attempt it is of, the newest that the run knows of (`made`) first.
   * Resolves with the names of its jobs.
   */
  stopTrainingJobs(input: { target: TrainingTarget; made?: number }): Promise<Removed>;
  /** Deletes the run's endpoint and waits until it is gone. Resolves with the names of what was deleted, as those below do. */
  deleteEndpoint(input: { target: HostingTarget }): Promise<Removed>;
  /**
   * Of one attempt, or of all: then the attempts up to `made` are looked for, which is how many the run knows of, and those after
   * them until two in a row are not there.
   */
  deleteEndpointConfig(input: { target: HostingTarget; attempt?: number; made?: number }): Promise<Removed>;
  /** The same for models. */
  deleteModel(input: { target: HostingTarget; attempt?: number; made?: number }): Promise<Removed>;
  /** Returns the endpoint to the config that it had, and waits until it is InService there. */
  restoreEndpoint(input: { target: HostingTarget; live: LiveEndpoint }): Promise<void>;
  /** Deletes a config that is no longer live with its models, as far as Tunewright made them. Resolves with the names. */
  deleteReplaced(input: { key: EndpointKey; replaced: LiveEndpoint }): Promise<Removed>;

  /** Posts to a webhook that the worker knows; a name that it does not know fails once, with `InvalidRequest`. */
  notify(input: Notice): Promise<void>;

  /**
   * Waits until the lease of the endpoint is this run's, starting the endpoint's workflow where there is none. With `claim` it does not wait:
   * throws `NameTaken` where another run has the name, or the endpoint is another's.
   */
  leaseEndpoint(input: Lease & { claim?: boolean }): Promise<LeaseGranted>;
  /** Ends the lease; a no-op where the run does not hold it, or the workflow is gone. */
  releaseEndpoint(input: { key: EndpointKey; end: LeaseEnd }): Promise<void>;

  /** For the workflow `endpoint`: resolves once the endpoint is gone, whoever deleted it; looks rarely. */
  watchUntilGone(input: EndpointKey): Promise<void>;
  /**
   * Deletes the endpoint, then its config and models as far as Tunewright made them. Resolves with the names. `expired`, nobody asked for it:
   * one that a run of another Temporal namespace has moved since is kept.
   */
  retireEndpoint(input: EndpointKey & { live: LiveEndpoint | null; expired?: boolean }): Promise<Removed>;
  /** Is that run still going? With its first execution: is that one, whatever else was started under its id? */
  isRunning(input: { run: string; execution?: string }): Promise<boolean>;
  /** Writes until when the endpoint lives (ISO 8601; null: it stays) into its tag, so that a sweep can tell without its workflow. */
  tagExpiry(input: EndpointKey & { expiresAt: string | null }): Promise<void>;

  /** For the workflow `watcher`: wakes whose training job has ended, for some minutes. Resolves with how many wait then. */
  wakeWaits(input: WatcherInput): Promise<{ waiting: number }>;

  /**
   * For the workflow `sweep`: what runs left in the region and that nobody wants, in the order in which it may be removed. Looks at no more
   * than can be looked at in half an hour: `next` of the answer, given as `from`, gets the rest.
   */
  findLeftovers(input: { region?: string; from?: SweepPlace }): Promise<FoundLeftovers>;
  /** Deletes or stops one, after another look at whose it is; throws where it must stay. */
  removeLeftover(input: { region: string; account: string; leftover: Leftover }): Promise<void>;
}
