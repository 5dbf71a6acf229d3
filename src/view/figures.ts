import type { EpochMetrics, Metrics } from '../contract/results.js';
import { percent } from './percent.js';
import type { Row } from './row.js';
import { row } from './row.js';

export const metricText = (name: string, value: number): string => `${name} = ${value}`;

export const metricRows = (metrics: Metrics): Row[] =>
  Object.entries(metrics).map(([name, value]) => row('metric', metricText(name, value), { figure: value }));

/** Figures of one epoch, of those that the log gives: `2/5  loss 0.3100  validation accuracy 91.0 %`. */
export function epochText({ epoch, epochs, loss, accuracy, valLoss, valAccuracy }: EpochMetrics): string {
  const figures: [string, string | undefined][] = [
    ['loss', loss?.toFixed(4)],
    ['accuracy', accuracy === undefined ? undefined : percent(accuracy)],
    ['validation loss', valLoss?.toFixed(4)],
    ['validation accuracy', valAccuracy === undefined ? undefined : percent(valAccuracy)],
  ];
  const told = figures.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [`${epoch}/${epochs ?? '?'}`, ...told].join('  ');
}

export const epochRows = (epochs: readonly EpochMetrics[]): Row[] =>
  epochs.map((epoch) => row('epoch', epochText(epoch)));
