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
  /** A few rows, spread over the classes, for the smoke test. */
  samples: LabelledText[];
  problems: Problem[];
  warnings: string[];
}

export interface LabelledText {
  text: string;
  label: number;
}
