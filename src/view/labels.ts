import type { Row } from './row.js';
import { row } from './row.js';

const mostShown = 20;

/** A class by its name, where it has one, else by its number. */
export const className = (label: number, labels: readonly string[] | undefined): string =>
  labels?.[label] ?? String(label);

/** `0 = negative, 1 = positive`; what is in the data and at AWS are the numbers. */
export const labelsRow = (labels: readonly string[]): Row => row('labels', labelsText(labels));

export function labelsText(labels: readonly string[]): string {
  const shown = labels.slice(0, mostShown).map((name, label) => `${label} = ${name}`);
  return `${shown.join(', ')}${labels.length > shown.length ? ', …' : ''}`;
}
