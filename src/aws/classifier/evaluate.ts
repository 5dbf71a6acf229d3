import pMap from 'p-map';
import { defined } from '../../contract/defined.js';
import type { LabelledText } from '../../contract/dataset.js';
import type { Evaluation, Prediction } from '../../contract/results.js';
import { agreementOf, predictedClass } from './agreement.js';

/** Few, since the endpoint may be a small one that answers others meanwhile. */
const requestsAtATime = 4;

export interface Scoring {
  /** Null: there was no usable answer, which counts as a wrong one. What it throws ends the evaluation. */
  readonly predict: (text: string) => Promise<Prediction | null>;
  /** Hears of every row that was asked. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Ends the evaluation with its reason; `predict` has to hear of it too. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks for every row and counts; labels of the rows are class numbers from 0. The accuracy of no rows is 0. */
export async function evaluate(
  rows: readonly LabelledText[],
  { predict, onProgress, signal }: Scoring,
): Promise<Evaluation> {
  let done = 0;
  let classes = 0;
  const ask = async ({ text, label }: LabelledText): Promise<number | null> => {
    const prediction = await predict(text);
    onProgress?.(++done);
    classes = Math.max(classes, label + 1, prediction?.probabilities.length ?? 0);
    return prediction === null ? null : predictedClass(prediction);
  };
  const predicted = await pMap(rows, ask, { concurrency: requestsAtATime, ...defined({ signal }) });
  const accuracy = agreementOf(rows.map(({ label }, row) => predicted[row] === label)) ?? 0;
  return { rows: rows.length, accuracy, confusion: confusionOf(rows, predicted, classes) };
}

/** Predictions that name no class are in no column. */
function confusionOf(
  rows: readonly LabelledText[],
  predicted: readonly (number | null)[],
  classes: number,
): number[][] {
  const confusion = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (const [row, { label }] of rows.entries()) {
    const counts = confusion[label];
    const column = predicted[row] ?? -1;
    const before = counts?.[column];
    if (counts !== undefined && before !== undefined) counts[column] = before + 1;
  }
  return confusion;
}
