import { predictedClass } from '../../contract/label-names.js';
import type { Prediction } from '../../contract/run/results.js';

/** Was this label of `data.csv` predicted? */
export const isPredicted = (prediction: Prediction, label: number): boolean => predictedClass(prediction) === label;

/** Share of those that agree, 0 to 1; undefined where there is none to compare. */
export const agreementOf = (agreed: readonly boolean[]): number | undefined =>
  agreed.length === 0 ? undefined : agreed.filter(Boolean).length / agreed.length;
