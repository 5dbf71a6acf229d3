import { describe, expect, test } from 'vitest';
import { Scoring } from '../../../src/aws/classifier/scoring.js';
import type { Evaluation } from '../../../src/contract/run/results.js';

/** Actual label, then the probabilities of the answer; null for no answer. */
type Row = readonly [label: number, probabilities: readonly number[] | null];

function scoreOf(...rows: readonly Row[]): Evaluation {
  const scoring = new Scoring();
  rows.forEach(([label, probabilities], row) => {
    const asked = { text: `text ${row}`, label };
    if (probabilities === null) return scoring.take(asked, null);
    const labels = probabilities.map((_, place) => place);
    const predictedLabel = probabilities.indexOf(Math.max(...probabilities));
    scoring.take(asked, { text: asked.text, labels, probabilities: [...probabilities], predictedLabel });
  });
  return scoring.result();
}

/** Class 0 is right twice of three, class 1 once of one, one prediction of 1 is wrong. */
const scored = scoreOf([0, [0.9, 0.1]], [0, [0.7, 0.3]], [0, [0.2, 0.8]], [1, [0.4, 0.6]]);

describe('a score', () => {
  test('has the share of the largest class beside the accuracy', () => {
    expect([scored.accuracy, scored.largestClassShare]).toEqual([0.75, 0.75]);
  });

  test('has precision, recall and F1 of each class', () => {
    expect(scored.classes).toEqual([
      { label: 0, rows: 3, precision: 1, recall: 2 / 3, f1: 0.8 },
      { label: 1, rows: 1, precision: 0.5, recall: 1, f1: 2 / 3 },
    ]);
  });

  test('has the mean of the classes as macro-F1', () => {
    expect(scored.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
  });

  test('leaves out of macro-F1 a class that no row has and that was never predicted', () => {
    expect(scoreOf([0, [0.9, 0.1, 0]], [1, [0.1, 0.9, 0]]).macroF1).toBe(1);
  });

  test('has null, not a number, where a class was never predicted or has no rows', () => {
    const { classes } = scoreOf([0, [0.9, 0.1, 0]], [1, [0.9, 0.1, 0]]);
    expect(classes.map(({ precision, recall }) => [precision, recall])).toEqual([
      [0.5, 1],
      [null, 0],
      [null, null],
    ]);
  });

  test('has the mean log loss of the right classes', () => {
    expect(scored.logLoss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.7) + Math.log(0.2) + Math.log(0.6)) / 4, 12);
  });

  test('has a log loss that is a number although the right class was given no chance', () => {
    expect(scoreOf([0, [0, 1]]).logLoss).toBeCloseTo(34.54, 1);
  });

  test('has a calibration error of what certainty and right answers differ by', () => {
    // Certain by 0.95 in all, right in one of two.
    expect(scoreOf([0, [0.95, 0.05]], [1, [0.95, 0.05]]).calibrationError).toBeCloseTo(0.45, 12);
  });

  test('counts a row without an answer as wrong, and in no log loss', () => {
    const { accuracy, logLoss, calibrationError, classes } = scoreOf([0, null]);
    expect([accuracy, logLoss, calibrationError, classes[0]?.recall]).toEqual([0, null, null, 0]);
  });

  test('names the most confident mistakes first, at most ten', () => {
    const rows = Array.from({ length: 30 }, (_, row): Row => [0, [0.4 - row / 100, 0.6 + row / 100]]);
    const { mistakes } = scoreOf(...rows);
    expect([mistakes.length, mistakes[0]]).toEqual([
      10,
      { text: 'text 29', label: 0, predicted: 1, probability: 0.6 + 29 / 100 },
    ]);
  });
});
