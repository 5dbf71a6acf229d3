import type { DatasetProblem, DatasetReport } from '../contract/dataset.js';
import {
  areLabelsThemselves,
  labelCountFault,
  labelNamesExcess,
  labelNamesFault,
  labelsFile,
} from '../contract/label-names.js';

/** Names as a `labels.json` gives them, or why it gives none. */
export type ReadLabelNames =
  | { readonly names: readonly string[] }
  | { readonly fault: string }
  /** All are sound, but too much to go with a run. */
  | { readonly excess: string; readonly all: readonly string[] };

/** Names of classes, or why there are none. @param text content of a `labels.json` */
export function labelNamesIn(text: string): ReadLabelNames {
  const value = parsed(text);
  if (value === undefined) return { fault: 'is not JSON; it is an array such as ["negative", "positive"]' };
  const fault = labelNamesFault(value);
  if (fault !== null) return { fault };
  const names = value as readonly string[];
  const excess = labelNamesExcess(names);
  return excess === null ? { names } : { excess, all: names };
}

/** The report of `data.csv` with what the `labels.json` beside it says; null: there is none. */
export function withLabelNames(report: DatasetReport, text: string | null): DatasetReport {
  if (text === null) return report;
  const read = labelNamesIn(text);
  if ('excess' in read) {
    const warning = `${labelsFile}: ${read.excess}, so the classes are shown by their numbers`;
    return { ...report, warnings: [...report.warnings, warning] };
  }
  if ('fault' in read) return { ...report, problems: [...report.problems, problem(read.fault)] };
  // Of data with problems nobody knows how many classes it is to have.
  const fault = report.problems.length > 0 ? null : labelCountFault(read.names, report.classes);
  if (fault !== null) return { ...report, problems: [problem(fault)] };
  return areLabelsThemselves(read.names) ? report : { ...report, labels: read.names };
}

/** @internal */
export const labelNamesFaultName = 'labelNames';

const problem = (fault: string): DatasetProblem => ({
  field: 'data',
  fault: labelNamesFaultName,
  message: `${labelsFile} beside data.csv: ${fault}`,
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
