import { areLabelsThemselves, labelCountFault } from '../../contract/label-names.js';
import type { Problem } from '../../contract/problems.js';
import type { FineTuneRequest } from '../../contract/run/requests.js';
import type { DecisionInput } from './decision-input.js';
import { startsFreshTopLayer } from './fresh-top-layer.js';

/** Names of the classes of a plan, where they are known, and what is wrong with them. */
export interface LabelDecision {
  readonly labels?: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/**
 * The names of the request come before those beside the data. A model that is trained further keeps its classes, so it passes its names on,
 * and others contradict it; a fresh top layer has classes of its own.
 */
export function decideLabels({
  request,
  dataset,
  earlierLabels,
}: Pick<DecisionInput<FineTuneRequest>, 'request' | 'dataset' | 'earlierLabels'>): LabelDecision {
  const classes = dataset?.classes ?? 0;
  const beside = dataset?.labels;
  const given = request.labels ?? beside;
  const earlier = startsFreshTopLayer(request.hyperparameters) ? undefined : earlierLabels;
  const count = request.labels === undefined || classes === 0 ? null : labelCountFault(request.labels, classes);
  const contradiction = given === undefined || earlier === undefined ? null : contradictionOf(given, earlier);
  const names = given ?? (earlier?.length === classes ? earlier : undefined);
  const labels = names !== undefined && areLabelsThemselves(names) ? undefined : names;
  return {
    ...(labels === undefined ? {} : { labels }),
    problems: [
      ...(count === null ? [] : [{ field: 'labels', message: count }]),
      ...(contradiction === null ? [] : [{ field: 'labels', message: contradiction }]),
    ],
    warnings:
      request.labels === undefined || beside === undefined || sameNames(request.labels, beside)
        ? []
        : ['labels: the names of the request count; the labels.json beside the data has others'],
  };
}

function contradictionOf(given: readonly string[], earlier: readonly string[]): string | null {
  const at = Array.from({ length: Math.max(given.length, earlier.length) }, (_, label) => label).find(
    (label) => given[label] !== earlier[label],
  );
  if (at === undefined) return null;
  const quoted = (name: string | undefined): string => (name === undefined ? 'nothing' : `"${name}"`);
  return `label ${at} is ${quoted(given[at])} in the data and ${quoted(earlier[at])} in the model that is trained further; give the data that model's order of classes, or train from the pretrained model`;
}

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, label) => name === other[label]);
