import pMap from 'p-map';
import type { LabelledText } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import type { Evaluation, Prediction } from '../../contract/run/results.js';
import { Scoring } from './scoring.js';

/** Few, since the endpoint may be a small one that answers others meanwhile. */
const requestsAtATime = 4;

export interface Questioning {
  /** Null: there was no usable answer, which counts as a wrong one. What it throws ends the evaluation. */
  readonly predict: (text: string) => Promise<Prediction | null>;
  /** Hears of every row that was asked. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Ends the evaluation with its reason; `predict` has to hear of it too. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks for every row as it comes, and scores; labels of the rows are class numbers from 0. The accuracy of no rows is 0. */
export async function evaluate(
  rows: Iterable<LabelledText> | AsyncIterable<LabelledText>,
  { predict, onProgress, signal }: Questioning,
): Promise<Evaluation> {
  const scoring = new Scoring();
  let done = 0;
  const ask = async (row: LabelledText): Promise<void> => {
    scoring.take(row, await predict(row.text));
    onProgress?.(++done);
  };
  await pMap(rows, ask, { concurrency: requestsAtATime, ...defined({ signal }) });
  return scoring.result();
}
