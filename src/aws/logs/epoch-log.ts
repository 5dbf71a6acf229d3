import type { EpochMetrics } from '../../contract/run/results.js';

/** Figures of a Keras log line and the names under which they are kept. */
const figures = [
  ['loss', /(?:^|[\s-])loss[:=]\s*([0-9.eE+-]+)/],
  ['accuracy', /(?:^|[\s-])accuracy[:=]\s*([0-9.eE+-]+)/],
  ['valLoss', /val_loss[:=]\s*([0-9.eE+-]+)/],
  ['valAccuracy', /val_accuracy[:=]\s*([0-9.eE+-]+)/],
] as const;

/** Enough for a curve's end, little enough for a heartbeat and a history. */
const mostEpochs = 50;

/** A log line is a stranger's: of one that is longer, or has more states of a progress bar, the end is read. */
const longestLine = 64 * 1024;
const mostStates = 200;

/**
 * Reads the epochs out of a training log, line by line. Keras writes `Epoch 3/10` and the figures on one line or on two;
 * a line of figures belongs to the last epoch that was named. A job that was interrupted and starts over names an epoch again.
 */
export function readEpochs(known: readonly EpochMetrics[], lines: readonly string[]): EpochMetrics[] {
  let epochs = known.map((entry) => ({ ...entry }));
  // A progress bar overwrites itself: its states stand in one line, the newest last.
  for (const line of lines.flatMap(statesOf)) {
    const header = /\bEpoch (\d+)\/(\d+)/.exec(line);
    if (header !== null) {
      const epoch = Number(header[1]);
      const before = epochs.filter((entry) => entry.epoch < epoch).slice(1 - mostEpochs);
      epochs = [...before, { epoch, epochs: Number(header[2]) }];
    }
    const current = epochs.at(-1);
    if (current === undefined) continue;
    for (const [name, pattern] of figures) {
      const value = Number(pattern.exec(line)?.[1] ?? NaN);
      if (Number.isFinite(value)) current[name] = value;
    }
  }
  return epochs;
}

const statesOf = (line: string): string[] =>
  line
    .slice(-longestLine)
    .split(/[\b\r]+/)
    .slice(-mostStates);
