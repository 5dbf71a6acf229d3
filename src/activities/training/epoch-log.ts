import type { EpochMetrics } from '../../contract/results.js';

/** Figures of a Keras log line and the names under which they are kept. */
const figures = [
  ['loss', /(?:^|[\s-])loss[:=]\s*([0-9.eE+-]+)/],
  ['accuracy', /(?:^|[\s-])accuracy[:=]\s*([0-9.eE+-]+)/],
  ['valLoss', /val_loss[:=]\s*([0-9.eE+-]+)/],
  ['valAccuracy', /val_accuracy[:=]\s*([0-9.eE+-]+)/],
] as const;

/** Enough for a curve's end, little enough for a heartbeat and a history. */
const mostEpochs = 50;

/**
 * Reads the epochs out of a training log, line by line. Keras writes `Epoch 3/10` and the figures on one line or on two;
 * a line of figures belongs to the last epoch that was named. A job that was interrupted and starts over names an epoch again.
 */
export function readEpochs(known: readonly EpochMetrics[], lines: readonly string[]): EpochMetrics[] {
  let epochs = known.map((entry) => ({ ...entry }));
  // A progress bar overwrites itself: its states stand in one line, the newest last.
  for (const line of lines.flatMap((text) => text.split(/[\b\r]+/))) {
    const header = /\bEpoch (\d+)\/(\d+)/.exec(line);
    if (header !== null) {
      const epoch = Number(header[1]);
      epochs = [...epochs.filter((entry) => entry.epoch < epoch), { epoch, epochs: Number(header[2]) }];
    }
    const current = epochs.at(-1);
    if (current === undefined) continue;
    for (const [name, pattern] of figures) {
      const value = Number(pattern.exec(line)?.[1] ?? NaN);
      if (Number.isFinite(value)) current[name] = value;
    }
  }
  return epochs.slice(-mostEpochs);
}
