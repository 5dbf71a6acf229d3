import { labelledRowsIn } from '../../../dataset/index.js';
import { shuffledIndexes } from '../numbers/seeded-random.js';
import type { Random } from '../numbers/seeded-random.js';

/** Texts with their labels, row by row. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly number[];
}

export interface TrainingData extends LabelledTexts {
  readonly classes: number;
}

/**
 * Reads data.csv by the rule of `tunewright data check`: no header, an integer label from 0 on in the first column, the text in the second.
 * `file` stands in front of every message; `knownClasses` is given for rows that are only scored.
 * @throws Error naming everything that is wrong with it
 */
export function readTrainingData(bytes: Uint8Array, file: string, knownClasses?: number): TrainingData {
  const rule = knownClasses === undefined ? {} : { heldOut: true, knownClasses };
  const { texts, labels, report } = labelledRowsIn(bytes, rule);
  if (report.problems.length > 0) {
    throw new Error(`${file}: ${report.problems.map(({ message }) => message).join('\n')}`);
  }
  return { texts, labels, classes: report.classes };
}

/** Divides rows at random; `ratio` of them, rounded, become the second part, which may be empty. */
export function splitRows(
  rows: LabelledTexts,
  ratio: number,
  random: Random,
): { training: LabelledTexts; validation: LabelledTexts } {
  const order = [...shuffledIndexes(rows.labels.length, random)];
  const held = Math.round(rows.labels.length * ratio);
  const pick = (indexes: number[]): LabelledTexts => ({
    texts: indexes.map((index) => rows.texts[index]!),
    labels: indexes.map((index) => rows.labels[index]!),
  });
  return { training: pick(order.slice(held)), validation: pick(order.slice(0, held)) };
}
