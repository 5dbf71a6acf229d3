import type { Evaluation } from '../../../client/index.js';
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

function classesTable({ classes }: Evaluation): string[] {
  const share = (value: number | null): string => (value === null ? '–' : percent(value));
  const body = classes.map(({ label, rows, precision, recall, f1 }) => [
    String(label),
    String(rows),
    share(precision),
    share(recall),
    f1.toFixed(3),
  ]);
  return ['', table(['CLASS', 'ROWS', 'PRECISION', 'RECALL', 'F1'], body)];
}

function matrix({ confusion }: Evaluation): string[] {
  if (confusion.length > mostClassesInMatrix) return [];
  const header = ['actual \\ predicted', ...confusion.map((_, label) => String(label))];
  return [
    '',
    table(
      header,
      confusion.map((counts, label) => [String(label), ...counts.map(String)]),
    ),
  ];
}

function mistakesTable({ mistakes }: Evaluation): string[] {
  if (mistakes.length === 0) return [];
  const body = mistakes.map(({ text, label, predicted, probability }) => [
    String(label),
    String(predicted),
    percent(probability),
    shortened(text.replace(/\s+/g, ' ')),
  ]);
  return ['', 'most confident mistakes:', table(['LABEL', 'PREDICTED', 'PROBABILITY', 'TEXT'], body)];
}
