import type { EpochMetrics, Metrics } from '../contract/run/results.js';
import { percent } from './percent.js';
import type { Row } from './row.js';
import { row } from './row.js';

export const metricText = (name: string, value: number): string => `${name} = ${value}`;

/** @param largestClassShare of the data, 0 to 1: what an accuracy has to beat stands beside it */
export const metricRows = (metrics: Metrics, largestClassShare?: number): Row[] =>
  Object.entries(metrics).map(([name, value]) => {
    const beside = isAccuracy(name) ? besideAccuracy(largestClassShare) : '';
    return row('metric', `${metricText(name, value)}${beside}`, { figure: value });
  });

const isAccuracy = (name: string): boolean => /acc(uracy)?$/i.test(name);

/** Empty where the share is not known. */
export const besideAccuracy = (largestClassShare: number | undefined): string =>
  largestClassShare === undefined ? '' : ` (the largest class has ${percent(largestClassShare)})`;

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
