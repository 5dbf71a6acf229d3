import type { Prediction } from '../../contract/results.js';

/**
 * Was this label of `data.csv` predicted? An endpoint names its classes by their numbers, as numbers or as texts, or by words of
 * a mapping file: then the most probable class counts, whose place is its number.
 */
export function isPredicted({ predictedLabel, probabilities }: Prediction, label: number): boolean {
  if (String(predictedLabel) === String(label)) return true;
  if (Number.isInteger(Number(predictedLabel))) return false;
  return probabilities.indexOf(Math.max(...probabilities)) === label;
}

/** Share of those that agree, 0 to 1; undefined where there is none to compare. */
export const agreementOf = (agreed: readonly boolean[]): number | undefined =>
  agreed.length === 0 ? undefined : agreed.filter(Boolean).length / agreed.length;
