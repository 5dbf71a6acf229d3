import type { DecisionRecord } from './messages.js';
import type { StandIn } from './plan.js';
import type { GateName } from './requests.js';

/** Final metrics of a training job by name, e.g. `{"validation:accuracy": 0.91}`. */
export type Metrics = Record<string, number>;

/** Figures of one epoch as the training log gives them; losses and accuracies without a unit. */
export interface EpochMetrics {
  epoch: number;
  epochs?: number;
  loss?: number;
  accuracy?: number;
  valLoss?: number;
  valAccuracy?: number;
}

export interface Prediction {
  text: string;
  probabilities: number[];
  labels: (number | string)[];
  predictedLabel: number | string;
}

export interface SmokeTestResult {
  passed: boolean;
  predictions: Prediction[];
  /** Milliseconds of the slowest request. */
  slowestMilliseconds: number;
  /** What was wrong, empty when it passed. */
  faults: string[];
}

export interface TrainingJobResult {
  name: string;
  status: 'Completed';
  /** Absent where SageMaker does not tell it. */
  modelArtifact: string;
  metrics: Metrics;
  /** The last epochs of the log, at most 50, oldest first. */
  epochs: EpochMetrics[];
  billableTimeInSeconds?: number;
}

export interface FineTuneResult {
  run: string;
  outcome: 'done';
  model: { id: string; version: string };
  standIn?: StandIn;
  dataset: { uri: string; rows: number; classes: number };
  trainingJob: TrainingJobResult;
  endpoint: { name: string; region: string; status: 'InService'; configName: string; modelName: string };
  smokeTest: SmokeTestResult;
  decisions: Partial<Record<GateName, DecisionRecord>>;
}
