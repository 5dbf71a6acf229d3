import type { Approval, DecisionRecord } from '../messages.js';
import type { StandIn } from './plan.js';
import type { GateName, GateRule } from './requests.js';
import type { GateReport } from './gate-report.js';
import type { ResourceKind } from '../resources.js';
import type { EpochMetrics, EvaluationResult, LiveEndpoint, Metrics, SmokeTestResult, Spending } from './results.js';

/** The stations of a run in their order. */
export const phaseNames = ['plan', 'train', 'approve', 'deploy', 'test', 'done'] as const;
/** A station of a run; `done` also where it ended otherwise than by success. */
export type PhaseName = (typeof phaseNames)[number];

/** How a run stands: `running`, or how it ended; `skipped`: by a schedule's wish, since its data is that of the run before. */
export type Outcome = 'running' | 'done' | 'skipped' | 'rejected' | 'cancelled' | 'failed';

/** A resource in AWS that this run created (or adopted after a crash). */
export interface ResourceStatus {
  kind: ResourceKind;
  name: string;
  state: string;
}

/** A gate that was opened: what it asks, of whom, until when, and how it ended. */
export interface GateStatus {
  gate: GateName;
  rule: GateRule;
  state: 'open' | 'approved' | 'rejected';
  /** ISO 8601; set while the gate is open. */
  deadline?: string;
  /** Why it asks, where the rule alone does not tell: a missed metric, a plan beyond its budget. */
  because?: string;
  /** What the decision is about, and the digest that names this state of it. */
  report?: GateReport;
  digest?: string;
  approvers?: string[];
  quorum?: number;
  approvals?: Approval[];
  decision?: DecisionRecord;
}

/** What a training job says while it runs; the heartbeat detail of the waiting activity, at most 16 KB. */
export interface TrainingProgress {
  trainingJobName: string;
  status: string;
  secondaryStatus: string;
  statusMessage?: string;
  /** One entry per epoch seen in the log so far. */
  epochs: EpochMetrics[];
  /** The newest log lines, oldest first. */
  logTail: string[];
  /** What keeps the waiting activity from looking, e.g. expired credentials. */
  trouble?: string;
}

/** Answer of the query `status`; `progress` is merged in by the library and the command line from the pending activity. */
export interface RunStatus {
  run: string;
  type: 'fineTune' | 'deploy';
  phase: PhaseName;
  outcome: Outcome;
  model: { id: string; version?: string };
  standIn?: StandIn;
  /** `largestClassShare`, 0 to 1, is the accuracy of naming always the largest class. */
  dataset?: { uri: string; rows: number; classes: number; largestClassShare?: number };
  /** Names of the classes, index = label, where they are known. */
  labels?: readonly string[];
  warnings: string[];
  gates: GateStatus[];
  resources: ResourceStatus[];
  metrics: Metrics;
  /** Known once the job has ended; before that they are in `progress`. */
  epochs: EpochMetrics[];
  /** `s3://…/model.tar.gz` of the training job that completed; it stays, however the run ends. */
  artifact?: string;
  /** Its ETag when the job had ended, where that could be read. */
  artifactETag?: string;
  smokeTest?: SmokeTestResult;
  /** What the endpoint served before this run moved it, and would return to. */
  replaced?: Pick<LiveEndpoint, 'configName' | 'modelNames'>;
  /** Of the model that the run deployed, on held-out rows, where the gate `traffic` compares. */
  heldOutScore?: EvaluationResult;
  spending?: Spending;
  /** Things worth knowing that are no failure: invalid signals, an earlier job left alone, a clean-up that needs a hand. */
  notes: string[];
  failure?: { type: string; message: string };
  progress?: TrainingProgress;
  /** A step that fails in passing and is tried again, and why; merged in as `progress` is. */
  trouble?: string;
}
