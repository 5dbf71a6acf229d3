/** One row of an input, good until the next one. */
export interface TableRow {
  /** From 1, the header not counted. */
  readonly row: number;
  /** Where it begins in the file, from 1; the same as `row` for files without lines. */
  readonly line: number;
  /** What keeps it from being read, in words; null for one that was read. */
  readonly fault: string | null;
  /** Columns of this very row. */
  readonly width: number;
  /** '' for what is missing. */
  value(column: number): string;
  /** Whether a value is a list of several, as JSON has them. */
  isList(column: number): boolean;
  /** The beginning of the row, for messages. */
  raw(): string;
}

/** An input as rows and columns, whatever its format. */
export interface Table {
  readonly file: string;
  /** In words: "CSV with semicolons, Windows-1252, with a header". */
  readonly form: string;
  /** Names of the columns; '' for one without. None has a name where the file has no header. */
  readonly columns: readonly string[];
  /** Rows to guess from: the first ones, and perhaps some from all over the file. */
  readonly sample: readonly (readonly string[])[];
  /** Of columns whose integers stand for names, by the column's index: the names that the file itself gives, from 0. */
  readonly classNames?: ReadonlyMap<number, readonly string[]>;
  /** What a command line says to read it so again. */
  readonly options: TableOptions;
  /** Reads all rows, as often as it is called. */
  read(visit: (row: TableRow) => void): Promise<void>;
}

export interface TableOptions {
  /** As `TextDecoder` calls it; left out, it is found out. */
  readonly encoding?: string | undefined;
  /** One character; left out, it is found out. */
  readonly delimiter?: string | undefined;
  /** Left out, it is found out. */
  readonly header?: boolean | undefined;
  /** False: quotes are part of the texts, as in many files with tabs; otherwise it is found out. */
  readonly quotes?: boolean | undefined;
  /** Lines above the table that are no rows; left out, they are found out where that is safe. Of files of lines with columns only. */
  readonly skipLines?: number | undefined;
  /** Bytes that a packed input may unpack to, or TooMuchUnpacked is thrown; left out, any number. */
  readonly mostUnpacked?: number | undefined;
}

/** An input that can't be read; the message says why and what to do. */
export class UnreadableInput extends Error {}

/** An input that could be read, if somebody wants to wait for all that it unpacks to. */
export class TooMuchUnpacked extends Error {}

/** Rows that a guess rests on. */
export const sampleRows = 1_000;

/** How a column is called in messages and options: its name, else its number from 1. */
export const columnName = (columns: readonly string[], index: number): string => {
  const name = columns[index] ?? '';
  return name === '' || columns.indexOf(name) !== index ? String(index + 1) : name;
};
