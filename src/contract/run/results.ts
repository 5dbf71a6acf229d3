import type { DecisionRecord } from '../messages.js';
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

/**
 * What a text classifier says of one text.
 *
 * @example
 *     const { labels, probabilities, predictedLabel } = await endpoint.predict('a stirring, funny film');
 *     const certainty = probabilities[labels.indexOf(predictedLabel)]; // 0 to 1
 */
export interface Prediction {
  /** The text as it was sent. */
  text: string;
  /** One for each class, in the order of `labels`: each from 0 to 1, their sum 1 (give or take 0.01). */
  probabilities: number[];
  /**
   * The names of all classes; the place of a name, from 0, is the label of its class in `data.csv`. Names are those labels, as numbers
   * or as texts, or words where the model has words for them.
   */
  labels: (number | string)[];
  /** The one of `labels` that the model decided on. */
  predictedLabel: number | string;
  /** The name of that class, where the data named its classes. */
  labelName?: string;
}

/** What became of the smoke test: whether it passed, the answers, and what was wrong with them. */
export interface SmokeTestResult {
  passed: boolean;
  predictions: Prediction[];
  /** Milliseconds of the slowest request. */
  slowestMilliseconds: number;
  /** Share of the expected labels that were predicted, 0 to 1; absent where none was expected. */
  agreement?: number;
  /** What was wrong, empty when it passed. */
  faults: string[];
}

/** A model's score on held-out rows. */
export interface EvaluationResult {
  /** How many were asked. */
  rows: number;
  /** Share of the rows whose label was predicted, 0 to 1. */
  accuracy: number;
  /** Share of the rows that are of the largest class, 0 to 1: the accuracy of naming always that class. Absent in what older versions told. */
  readonly largestClassShare?: number;
  /**
   * Numbers of rows, `confusion[actual][predicted]`, both by label from 0. In the score that a run keeps it is absent beyond 20 classes,
   * and in what older versions told.
   */
  readonly confusion?: readonly (readonly number[])[];
  /**
   * The ten wrong predictions of the highest probability, that one first. In the score that a run keeps the texts are cut at 200 characters;
   * absent in what older versions told.
   */
  readonly mistakes?: readonly Mistake[];
}

/**
 * A model's score with what it took for what.
 *
 * @example
 *     const { accuracy, largestClassShare, confusion } = await endpoint.evaluate([
 *       { text: 'a stirring, funny film', label: 1 },
 *       { text: 'dull', label: 0 },
 *     ]);
 *     const gain = accuracy - largestClassShare;
 *     const falsePositives = confusion[0]?.[1];
 */
export interface Evaluation extends EvaluationResult {
  /** Share of the rows that are of the largest class, 0 to 1: the accuracy of naming always that class. */
  readonly largestClassShare: number;
  /** Mean of the classes' F1, 0 to 1, over those that a row has or that were predicted. */
  readonly macroF1: number;
  /** Mean of -ln of the probability of the right class, over the rows that were answered; null where none was. */
  readonly logLoss: number | null;
  /**
   * Expected calibration error, 0 to 1: how far the probabilities of the predicted classes are from the shares that are right, over ten
   * equal steps of probability; null where no row was answered.
   */
  readonly calibrationError: number | null;
  /** By label from 0, as many as `confusion` has. */
  readonly classes: readonly ClassScore[];
  /**
   * Numbers of rows, `confusion[actual][predicted]`, both by label from 0. A square of as many classes as the rows or the answers
   * have, whichever is more.
   */
  confusion: number[][];
  /** The ten wrong predictions of the highest probability, that one first. */
  readonly mistakes: readonly Mistake[];
  /** Names of the classes, index = label, where the data named them. */
  readonly labels?: readonly string[];
}

/** How one class was found. */
export interface ClassScore {
  readonly label: number;
  readonly labelName?: string;
  /** How many rows are of it. */
  readonly rows: number;
  /** Share of the predictions of it that are right, 0 to 1; null where it was never predicted. */
  readonly precision: number | null;
  /** Share of its rows that were predicted, 0 to 1; null where it has none. */
  readonly recall: number | null;
  /** Of precision and recall, 0 to 1. */
  readonly f1: number;
}

/** A row whose label was not predicted. */
export interface Mistake {
  readonly text: string;
  /** Of the row, from 0. */
  readonly label: number;
  readonly labelName?: string;
  /** The class that was predicted, from 0. */
  readonly predicted: number;
  readonly predictedName?: string;
  /** That the model gave to it, 0 to 1. */
  readonly probability: number;
}

/** What a run has cost so far, in US dollars; null where a price is not known from a source. */
export interface Spending {
  training: number | null;
  /** All instances of the endpoint since it is there, at the moment of the last change of state. */
  endpoint: number | null;
  /** What is not known, and why. */
  notes: string[];
}

/** A variant of a live endpoint, with the instances and the share of traffic that are wanted of it now: it may have been scaled. */
export interface LiveVariant {
  readonly name: string;
  readonly instanceCount: number;
  readonly weight?: number;
}

/** A live endpoint with what it stands on. */
export interface LiveEndpoint {
  name: string;
  region: string;
  configName: string;
  modelNames: string[];
  /** Final metrics of the training job behind it, where a run of ours made it and told. */
  metrics?: Metrics;
  /** Absent where SageMaker does not tell them. */
  variants?: LiveVariant[];
  /** The first variant of its config, as it began. Absent where the config is gone, and in what older versions told. */
  begunWith?: {
    instanceType: string;
    instanceCount: number;
    /** `ModelDataUrl` or prefix of its model, where that was asked for. */
    modelUri?: string;
  };
  /** SageMaker's `DataCaptureConfig` of its config, where it has one. */
  dataCapture?: Record<string, unknown>;
}

/** A training job that completed: where its model lies, its final metrics by name, and what AWS bills, in seconds. */
export interface TrainingJobResult {
  name: string;
  status: 'Completed';
  /** Absent where SageMaker does not tell it. */
  modelArtifact: string;
  /** ETag of the artifact when the job had ended: what is deployed must be that file. Absent where it could not be read. */
  modelArtifactETag?: string;
  /** Why the names of the classes could not be put beside the artifact; absent where they were, or there are none. */
  labelsFault?: string;
  metrics: Metrics;
  /** What the job warns of in the last lines of its log, as the local stand-in does of texts that its encoder can't read; absent where it does not. */
  warnings?: string[];
  /** The last epochs of the log, at most 50, oldest first. */
  epochs: EpochMetrics[];
  billableTimeInSeconds?: number;
  /** The rung that trained: set by the run. */
  instanceType?: string;
}

/** What a run came to that deployed a model. */
export interface DeployResult {
  run: string;
  outcome: 'done';
  model: { id: string; version: string };
  standIn?: StandIn;
  /** Names of the classes, index = label, where they are known. */
  labels?: readonly string[];
  /** Of the model that was deployed, on the held-out rows of the request, where the gate `traffic` compared. */
  heldOutScore?: EvaluationResult;
  endpoint: {
    name: string;
    region: string;
    status: 'InService';
    configName: string;
    modelName: string;
    instanceType: string;
    /** The config that it was moved away from, where there was one. */
    replaced?: string;
    /** ISO 8601; absent: it stays until somebody deletes it. */
    expiresAt?: string;
  };
  smokeTest: SmokeTestResult;
  decisions: Partial<Record<GateName, DecisionRecord>>;
  spending: Spending;
}

/** Without an endpoint and its test where the request asked to train only. */
export type FineTuneResult = Omit<DeployResult, 'outcome' | 'endpoint' | 'smokeTest'> & {
  /** `skipped`: nothing was done, since the data had not changed; the rest is what the run `unchangedSince` came to. */
  outcome: 'done' | 'skipped';
  unchangedSince?: string;
  dataset: { uri: string; etag?: string; rows: number; classes: number };
  trainingJob: TrainingJobResult;
  endpoint: DeployResult['endpoint'] | null;
  smokeTest: SmokeTestResult | null;
};
