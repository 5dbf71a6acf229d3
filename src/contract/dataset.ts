import type { Problem } from './problems.js';
import { shownProblems } from './problems.js';
import { withoutSignatures } from './text/without-signatures.js';

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
  /** Rows of each class by ascending label; index = label where the labels run 0..n-1. At most 10,000 classes. */
  classCounts: number[];
  /** The same with the labels, at most the first 100: labels need not run 0..n-1 in data that has problems. */
  labelCounts?: readonly LabelCount[];
  /** Names of the classes, index = label, where a sound `labels.json` stands beside the data. */
  labels?: readonly string[];
  /** Blank lines, which are no rows: readers like pandas skip them too. */
  blankLines?: number;
  /** Rows whose text came before; `exact` is false beyond a million different texts, where they are counted on a sample. */
  repeats: { exact: boolean; duplicateRows: number; contradictingRows: number };
  /** A few rows, spread over the classes, for the smoke test. */
  samples: LabelledText[];
  problems: DatasetProblem[];
  warnings: string[];
  /** What a check of the rows found that are held out from training, by the member of the request that names them. */
  heldOut?: Partial<Record<HeldOutMember, HeldOutReport>>;
  /** The command that makes a data set of this file, where there are problems that it can mend. */
  mend?: DatasetMend;
}

/** Members of a request that name held-out rows. */
export const heldOutMembers = ['validationData', 'evaluationData'] as const;
/** One of them. */
export type HeldOutMember = (typeof heldOutMembers)[number];

/** What a check of held-out rows found: they need only labels that the training data has. */
export type HeldOutReport = Pick<DatasetReport, 'uri' | 'rows' | 'problems'>;

/** How many rows have a label. */
export interface LabelCount {
  readonly label: number;
  readonly rows: number;
}

/** One kind of fault, whatever number of rows has it. */
export interface DatasetProblem extends Problem {
  /** Stable name: see docs/data.md. */
  readonly fault?: string;
  /** Rows that have it. */
  readonly count?: number;
  /** The first of them, at most 20, from 1; blank lines are no rows. */
  readonly rows?: readonly number[];
  /** The lines of the file in which these rows begin, from 1. */
  readonly lines?: readonly number[];
  /** What stands in the first of them. */
  readonly example?: string;
}

/** The command that makes a data set that trains of a file that does not. */
export interface DatasetMend {
  /** What the file looks like, in words. */
  readonly looksLike: string;
  /** `tunewright data prepare …` */
  readonly command: string;
}

/** A row of `data.csv`: a text and its label, an integer from 0. */
export interface LabelledText {
  text: string;
  label: number;
}

/** The report of data that could not be looked at, and why. */
export const unseenDataset = (uri: string, problems: Problem[] = []): DatasetReport => ({
  uri: withoutSignatures(uri),
  bytes: 0,
  rows: 0,
  classes: 0,
  classCounts: [],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [],
  problems: shownProblems(problems),
  warnings: [],
});

/** The problems of a report with the command that mends them, for those who are told problems alone. */
export const problemsAndMend = ({ problems, mend }: Pick<DatasetReport, 'problems' | 'mend'>): DatasetProblem[] =>
  mend === undefined
    ? problems
    : [
        ...problems,
        { field: 'data', message: `it looks like ${mend.looksLike}; to make a data set of it: ${mend.command}` },
      ];

/** Of a `data.csv` that the console takes: 512 MB. */
export const largestUploadInBytes = 512 * 1024 * 1024;
