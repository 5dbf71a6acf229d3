import type { Scores } from '../head/head-training.js';

/** Takes one line, without its end. */
export type Log = (line: string) => void;

/**
 * One epoch in one line. The validation accuracy stands there twice, because the JumpStart documents of the 1.x models
 * find it with `val_accuracy: ([0-9\.]+)` and those of the 2.x models with `val_accuracy=([0-9\.]+)`.
 */
export function epochLine(epoch: number, epochs: number, training: Scores, validation: Scores | undefined): string {
  const parts = [`Epoch ${epoch}/${epochs}`, score('loss', training.loss), score('accuracy', training.accuracy)];
  if (validation !== undefined) {
    parts.push(score('val_loss', validation.loss), score('val_accuracy', validation.accuracy));
    parts.push(`val_accuracy=${validation.accuracy.toFixed(4)}`);
  }
  return parts.join(' - ');
}

function score(name: string, value: number): string {
  return `${name}: ${value.toFixed(4)}`;
}

/** Calls `report` at most once in `milliseconds`, and always for the last. */
export function progressReport(
  total: number,
  milliseconds: number,
  report: (done: number) => void,
): (done: number) => void {
  let last = Date.now();
  return (done) => {
    if (done < total && Date.now() - last < milliseconds) return;
    last = Date.now();
    report(done);
  };
}
