import type { Problem } from './problems.js';

/** What a check of `data.csv` found; small enough for a workflow history whatever the size of the file. */
export interface DatasetReport {
  /** `s3://bucket/prefix/` or a local path. */
  uri: string;
  /** Of `data.csv`; absent for a local file. Training refuses data whose ETag has changed since the check. */
  etag?: string;
  bytes: number;
  /** Data rows (there is no header). */
  rows: number;
  /** Number of classes, n, when labels run 0..n-1. */
  classes: number;
  /** Rows of each class, index = label. */
  classCounts: number[];
  /** Rows whose text came before; `exact` is false beyond a million different texts, where they are counted on a sample. */
  repeats: { exact: boolean; duplicateRows: number; contradictingRows: number };
  /** A few rows, spread over the classes, for the smoke test. */
  samples: LabelledText[];
  problems: Problem[];
  warnings: string[];
}

/** A row of `data.csv`: a text and its label, an integer from 0. */
export interface LabelledText {
  text: string;
  label: number;
}

/** The report of data that could not be looked at, and why. */
export const unseenDataset = (uri: string, problems: Problem[] = []): DatasetReport => ({
  uri,
  bytes: 0,
  rows: 0,
  classes: 0,
  classCounts: [],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [],
  problems,
  warnings: [],
});
