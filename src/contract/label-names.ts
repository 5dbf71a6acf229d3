import type { Evaluation, Prediction } from './run/results.js';

/** Names of classes: an array of texts, index = the label in `data.csv`. What AWS gets stays integers; names are for people. */

/** Beside `data.csv`, and beside the `model.tar.gz` that was trained on it. */
export const labelsFile = 'labels.json';

/** More would make plans and histories long. */
const most = 1_000;
const longest = 100;
const mostCharacters = 16_000;

/** Control characters break lines of a terminal, marks of direction turn them around. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** What is wrong with a value that should be names of classes; null where nothing is. */
export function labelNamesFault(value: unknown): string | null {
  if (!Array.isArray(value))
    return 'must be an array of names such as ["negative", "positive"], in the order of the labels';
  const names: unknown[] = value;
  const seen = new Map<string, number>();
  for (const [label, name] of names.entries()) {
    if (typeof name !== 'string') return `the name of label ${label} must be a text in quotes`;
    if (name.trim() === '') return `the name of label ${label} is empty; every class needs one`;
    if (name.trim() !== name) return `the name of label ${label}, ${JSON.stringify(name)}, begins or ends with a blank`;
    if (unprintable.test(name)) return `the name of label ${label} holds a character that can't be printed`;
    const before = seen.get(name);
    if (before !== undefined) return `labels ${before} and ${label} have the same name, "${name}"`;
    seen.set(name, label);
  }
  return names.length < 2 ? `${names.length === 0 ? 'no' : 'one'} name; a classifier has at least two classes` : null;
}

/** Why sound names are too much to be kept; null where they are not. */
export function labelNamesExcess(names: readonly string[]): string | null {
  if (names.length > most) return `${names.length} names; at most ${most} are kept`;
  const long = names.findIndex((name) => name.length > longest);
  if (long !== -1) return `the name of label ${long} has more than ${longest} characters`;
  const all = names.reduce((sum, { length }) => sum + length, 0);
  return all > mostCharacters ? `the names have ${all} characters together; at most ${mostCharacters} are kept` : null;
}

/** Names that are the labels themselves tell nothing. */
export const areLabelsThemselves = (names: readonly string[]): boolean =>
  names.every((name, label) => name === String(label));

/** What names and classes have to agree in. */
export const labelCountFault = (names: readonly string[], classes: number): string | null =>
  names.length === classes
    ? null
    : `${names.length} names for ${classes} classes; every class needs one, by its label from 0`;

/** A prediction with the names of its classes, where there are any and they are as many as the model has classes. */
export function namedPrediction<P extends Prediction>(prediction: P, labels: readonly string[] | null | undefined): P {
  if (labels?.length !== prediction.probabilities.length) return prediction;
  const labelName = labels[predictedClass(prediction)];
  return labelName === undefined ? prediction : { ...prediction, labelName };
}

/** The same for a score: its classes and mistakes. */
export function namedEvaluation(evaluation: Evaluation, labels: readonly string[] | null): Evaluation {
  if (labels?.length !== evaluation.classes.length) return evaluation;
  const nameOf = (label: number): string => labels[label] ?? String(label);
  return {
    ...evaluation,
    labels,
    classes: evaluation.classes.map((score) => ({ ...score, labelName: nameOf(score.label) })),
    mistakes: evaluation.mistakes.map((mistake) => ({
      ...mistake,
      labelName: nameOf(mistake.label),
      predictedName: nameOf(mistake.predicted),
    })),
  };
}

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

/** `s3://…/labels.json` beside an artifact (`…/model.tar.gz`), or in the folder of one that is not packed. */
export const labelsBeside = (artifact: string): string => artifact.replace(/[^/]*$/, labelsFile);
