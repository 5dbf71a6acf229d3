import type { EvaluationResult, Prediction, SmokeTestResult } from '../contract/run/results.js';
import { besideAccuracy } from './figures.js';
import { percent } from './percent.js';
import type { Row } from './row.js';
import { row } from './row.js';

const longestSentence = 80;

/** A sentence of the data, cut where it is long. */
export const shortened = (sentence: string): string =>
  sentence.length > longestSentence ? `${sentence.slice(0, longestSentence - 1)}…` : sentence;

/** How sure the model is of the label that it gives, 0 to 1. */
export const confidence = ({ probabilities }: Pick<Prediction, 'probabilities'>): number => Math.max(...probabilities);

/** What was predicted: by name, where the data named its classes. */
export const predictedName = ({
  labelName,
  predictedLabel,
}: Pick<Prediction, 'labelName' | 'predictedLabel'>): string => labelName ?? String(predictedLabel);

export const predictionRow = (prediction: Prediction): Row =>
  row('predicts', `${predictedName(prediction)} (${percent(confidence(prediction))}): ${shortened(prediction.text)}`, {
    figure: confidence(prediction),
  });

export function smokeTestText({ passed, faults, agreement }: SmokeTestResult): string {
  return `${passed ? 'passed' : faults.join('; ')}${agreement === undefined ? '' : `, ${percent(agreement)} as expected`}`;
}

export const scoreText = ({ accuracy, rows, largestClassShare }: EvaluationResult): string =>
  `${percent(accuracy)} of ${rows} rows${besideAccuracy(largestClassShare)}`;

export const heldOutRow = (score: EvaluationResult): Row =>
  row('held-out score', scoreText(score), { figure: score.accuracy });
