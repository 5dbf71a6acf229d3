import type { Plan } from '../../../../contract/run/plan.js';
import type { EpochMetrics } from '../../../../contract/run/results.js';
import type { RunView } from '../../../api/index.js';

/** On which rows an accuracy was found. */
export type Measure = 'heldOut' | 'validation';

export interface Ranked {
  readonly run: RunView;
  /** By the measure that all are ranked by; null: not known. */
  readonly accuracy: number | null;
}

/** The figure of the newest epoch that tells one; null: none does. */
export const newest = (epochs: readonly EpochMetrics[], member: 'valAccuracy' | 'valLoss' | 'loss'): number | null =>
  epochs.findLast((epoch) => epoch[member] !== undefined)?.[member] ?? null;

/** Before the training has ended, that of its newest epoch. */
export const validationOf = ({ accuracy, epochs }: RunView): number | null => accuracy ?? newest(epochs, 'valAccuracy');

export const datasetOf = ({ plan }: RunView): Plan['dataset'] | null =>
  plan !== null && 'dataset' in plan ? plan.dataset : null;

/** By which measure all can be told apart: two of different rows say nothing about one another. */
export function measureOf(runs: readonly RunView[]): Measure {
  const scored = runs.filter((run) => run.heldOut !== null || validationOf(run) !== null);
  const digests = new Set(
    scored.map(({ heldOut, plan }) => (heldOut === null ? undefined : plan?.evaluationFile?.etag)),
  );
  return digests.size === 1 && !digests.has(undefined) ? 'heldOut' : 'validation';
}

/** The best first, those of which nothing is known last. */
export function ranked(runs: readonly RunView[], measure: Measure): readonly Ranked[] {
  return runs
    .map((run) => ({ run, accuracy: measure === 'heldOut' ? (run.heldOut?.accuracy ?? null) : validationOf(run) }))
    .sort((one, other) => (other.accuracy ?? -1) - (one.accuracy ?? -1));
}

/** Null: a digest is missing. */
export function isSameData(one: RunView, other: RunView): boolean | null {
  const [mine, theirs] = [datasetOf(one)?.etag, datasetOf(other)?.etag];
  return mine === undefined || theirs === undefined ? null : mine === theirs;
}
