import type { Prediction } from '../../contract/results.js';

/**
 * The class that was predicted, as `data.csv` numbers it, from 0. An endpoint names its classes by these numbers, as numbers or as
 * texts, or by words of a mapping file: then the most probable class counts, whose place is its number.
 */
export function predictedClass({ predictedLabel, probabilities }: Prediction): number {
  const name = String(predictedLabel);
  return /^\d+$/.test(name) ? Number(name) : placeOfLargest(probabilities);
}

const placeOfLargest = (values: readonly number[]): number =>
  values.reduce((best, value, place) => (value > (values[best] ?? -Infinity) ? place : best), 0);

/** Was this label of `data.csv` predicted? */
export const isPredicted = (prediction: Prediction, label: number): boolean => predictedClass(prediction) === label;

/** Share of those that agree, 0 to 1; undefined where there is none to compare. */
export const agreementOf = (agreed: readonly boolean[]): number | undefined =>
  agreed.length === 0 ? undefined : agreed.filter(Boolean).length / agreed.length;
