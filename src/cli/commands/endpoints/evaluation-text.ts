import type { Evaluation } from '../../../client/index.js';
import { className } from '../../../view/labels.js';
import { percent } from '../../../view/percent.js';
import { shortened } from '../../../view/predictions.js';
import { table } from '../../output.js';

/** Wider tables help nobody on a terminal; `--json` has them. */
const mostClassesInMatrix = 20;

/** A score as the terminal shows it, the share of the largest class beside the accuracy. */
export function evaluationText(evaluation: Evaluation): string {
  const { rows, accuracy, largestClassShare, macroF1, logLoss, calibrationError } = evaluation;
  const figures = [
    `macro-F1 ${macroF1.toFixed(3)}`,
    ...(logLoss === null ? [] : [`log loss ${logLoss.toFixed(3)}`]),
    ...(calibrationError === null ? [] : [`calibration error ${percent(calibrationError)}`]),
  ];
  return [
    `accuracy ${percent(accuracy)} on ${rows} rows; the largest class has ${percent(largestClassShare)}`,
    figures.join(', '),
    ...classesTable(evaluation),
    ...matrix(evaluation),
    ...mistakesTable(evaluation),
  ].join('\n');
}

function classesTable({ classes, labels }: Evaluation): string[] {
  const share = (value: number | null): string => (value === null ? '–' : percent(value));
  const body = classes.map(({ label, rows, precision, recall, f1 }) => [
    String(label),
    ...(labels === undefined ? [] : [className(label, labels)]),
    String(rows),
    share(precision),
    share(recall),
    f1.toFixed(3),
  ]);
  return ['', table(['CLASS', ...(labels === undefined ? [] : ['LABEL']), 'ROWS', 'PRECISION', 'RECALL', 'F1'], body)];
}

/** Longer names would make columns of it wider than a terminal. */
const longestColumn = 12;

function matrix({ confusion, labels }: Evaluation): string[] {
  if (confusion.length > mostClassesInMatrix) return [];
  const header = ['actual \\ predicted', ...confusion.map((_, label) => headOf(className(label, labels)))];
  return [
    '',
    table(
      header,
      confusion.map((counts, label) => [className(label, labels), ...counts.map(String)]),
    ),
  ];
}

const headOf = (name: string): string => (name.length > longestColumn ? `${name.slice(0, longestColumn - 1)}…` : name);

function mistakesTable({ mistakes, labels }: Evaluation): string[] {
  if (mistakes.length === 0) return [];
  const body = mistakes.map(({ text, label, predicted, probability }) => [
    className(label, labels),
    className(predicted, labels),
    percent(probability),
    shortened(text.replace(/\s+/g, ' ')),
  ]);
  return ['', 'most confident mistakes:', table(['LABEL', 'PREDICTED', 'PROBABILITY', 'TEXT'], body)];
}
