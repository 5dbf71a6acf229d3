import type { DatasetProblem } from '../../contract/dataset.js';
import type { AskedColumns } from './choose-columns.js';
import type { Part, Split } from './division.js';
import type { Columns } from './tables/guess-columns.js';
import type { Table, TableOptions } from './tables/table.js';

/** What to make of which files. */
export interface PrepareRequest extends TableOptions, AskedColumns {
  /** Files of the same columns: CSV, TSV, JSON, fastText, Markdown or Parquet, plain, or packed by gzip or zip; or directories with a folder for each class. */
  readonly inputs: readonly string[];
  /** The directory to write: it is made, or replaced if it holds an earlier result. */
  readonly out: string;
  /** Names by class, as an earlier result has them in `labels.json`: rows are numbered by these, and need not be of every class. For held-out rows. */
  readonly labels?: readonly string[] | undefined;
  /** Leaves out rows without a label or a text. */
  readonly dropEmpty?: boolean | undefined;
  readonly split?: Split | undefined;
  /** Of the split; default 1. */
  readonly seed?: number | undefined;
  /** Asked where a label or text was guessed; null: nothing is written. */
  readonly choose?: ((table: Table, guess: Columns | null) => Promise<Columns | null>) | undefined;
  /** Told of the rows read so far, a few times a second at most. */
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What became of one input. */
export interface PreparedSource {
  readonly file: string;
  /** In words: "CSV with semicolons, Windows-1252, with a header". */
  readonly form: string;
  readonly label: string;
  readonly text: readonly string[];
  readonly unused: readonly string[];
  readonly rows: number;
  readonly dropped: { readonly noLabel: number; readonly noText: number; readonly missingWord: number };
}

/** One file that was written: a part of the rows, and how many of each class it holds. */
export interface PreparedPart {
  readonly part: Part;
  readonly file: string;
  readonly rows: number;
  /** Rows of each class, index = label. */
  readonly classCounts: readonly number[];
}

/** What was written, or why nothing was. */
export interface PreparedDataset {
  readonly out: string;
  /** Names by class; labels.json holds the same. */
  readonly labels: readonly string[];
  readonly sources: readonly PreparedSource[];
  readonly parts: readonly PreparedPart[];
  readonly warnings: readonly string[];
  /** Not empty: nothing was written. */
  readonly problems: readonly DatasetProblem[];
}
