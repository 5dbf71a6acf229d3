import path from 'node:path';
import type { DatasetProblem } from '../../contract/dataset.js';
import { counted } from '../counted.js';
import { inspectLocalDataset } from '../local-file.js';
import { chooseColumns } from './choose-columns.js';
import type { AskedColumns } from './choose-columns.js';
import { Division } from './division.js';
import type { Part, Split } from './division.js';
import type { Columns } from './guess-columns.js';
import type { LabelNames } from './label-names.js';
import { labelNames, oddNames } from './label-names.js';
import { rowReader } from './labelled-row.js';
import { openTable } from './open-table.js';
import { Output, outputProblem, partFiles } from './output.js';
import type { Table, TableOptions } from './table.js';
import { columnName, UnreadableInput } from './table.js';
import { Tally } from './tally.js';

/** What to make of which files. */
export interface PrepareRequest extends TableOptions, AskedColumns {
  /** Files of the same columns: CSV, TSV, JSON lines or Parquet, plain, or packed by gzip or zip. */
  readonly inputs: readonly string[];
  /** The directory to write: it is made, or replaced if it holds an earlier result. */
  readonly out: string;
  /** Leaves out rows without a label or a text. */
  readonly dropEmpty?: boolean | undefined;
  readonly split?: Split | undefined;
  /** Of the split; default 1. */
  readonly seed?: number | undefined;
  /** Asked where a label or text was guessed; null: nothing is written. */
  readonly choose?: ((table: Table, guess: Columns | null) => Promise<Columns | null>) | undefined;
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

interface PreparedPart {
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

interface Source {
  readonly table: Table;
  readonly columns: Columns;
  readonly tally: Tally;
}

/**
 * Makes a data set that trains out of the files that somebody has: `data.csv`, `labels.json` with the names of the classes, and held-out
 * parts where a split is asked for. What it guesses stands in the result, and nothing is dropped that is not counted there. The inputs are
 * read twice as streams; memory does not grow with them.
 */
export async function prepareDataset(request: PrepareRequest): Promise<PreparedDataset> {
  const blocked = await outputProblem(request.out, request.inputs);
  const opened = await openSources(request);
  const early = [
    ...(blocked === null ? [] : [{ field: 'out', message: `"${request.out}" ${blocked}` }]),
    ...splitProblems(request.split),
    ...opened.problems,
  ];
  if (early.length > 0) return nothing(request, early);

  const { sources } = opened;
  const division = new Division(request.split ?? {}, request.seed ?? 1);
  const unread = await readOnce(sources, request, division);
  const labels = labelNames(sources.flatMap(({ tally }) => [...tally.labels.keys()]));
  const problems = [
    ...unread,
    ...sources.flatMap(({ table, tally }) => tally.problems(table.file, request.dropEmpty === true)),
    ...labelProblems(sources, labels.names),
  ];
  const told = sources.map(sourceOf);
  if (problems.length > 0) return { ...nothing(request, problems), sources: told };

  const output = new Output(request.out);
  try {
    const parts = await writeParts(sources, { output, division, labels, split: request.split });
    const checked = await inspectLocalDataset(output.directory);
    if (checked.problems.length > 0) return { ...nothing(request, checked.problems), sources: told };
    await output.place();
    return {
      out: request.out,
      labels: labels.names,
      sources: told,
      parts: parts.map(({ part, ...rest }) => ({ part, file: path.join(request.out, partFiles[part]), ...rest })),
      warnings: [...sourceWarnings(sources), ...oddNames(labels.names), ...checked.warnings],
      problems: [],
    };
  } finally {
    await output.discard();
  }
}

async function openSources(request: PrepareRequest): Promise<{ sources: Source[]; problems: DatasetProblem[] }> {
  const sources: Source[] = [];
  const problems: DatasetProblem[] = [];
  for (const file of request.inputs) {
    try {
      const table = await openTable(file, request);
      const choice = chooseColumns(table, request);
      const guessed = request.label === undefined || request.text === undefined;
      const columns =
        request.choose !== undefined && guessed
          ? await request.choose(table, 'columns' in choice ? choice.columns : null)
          : 'columns' in choice
            ? choice.columns
            : null;
      if (columns !== null) sources.push({ table, columns, tally: new Tally() });
      else if ('problems' in choice) problems.push(...choice.problems);
      else problems.push({ field: 'data', fault: 'chosenColumns', message: `"${file}": give --label and --text` });
    } catch (error) {
      problems.push(unreadable(file, error));
    }
  }
  return { sources, problems };
}

/** The first reading: labels, what can't be used, lots for the split. */
async function readOnce(
  sources: readonly Source[],
  { onProgress, split }: PrepareRequest,
  division: Division,
): Promise<DatasetProblem[]> {
  const problems: DatasetProblem[] = [];
  let rows = 0;
  for (const { table, columns, tally } of sources) {
    const read = rowReader(table, columns);
    try {
      await table.read((row) => {
        const found = read(row);
        tally.take(row, found);
        if (split !== undefined && found.refusal === null) division.add(found.label.trim(), found.text);
        if (++rows % 100_000 === 0) onProgress?.({ rows });
      });
    } catch (error) {
      problems.push(unreadable(table.file, error));
    }
  }
  return problems;
}

interface Writing {
  readonly output: Output;
  readonly division: Division;
  readonly labels: LabelNames;
  readonly split: Split | undefined;
}

async function writeParts(
  sources: readonly Source[],
  { output, division, labels, split }: Writing,
): Promise<{ part: Part; rows: number; classCounts: number[] }[]> {
  for (const { table, columns } of sources) {
    const read = rowReader(table, columns);
    await table.read((row) => {
      const found = read(row);
      if (found.refusal !== null) return;
      const part = split === undefined ? 'training' : division.partOf(found.label.trim(), found.text);
      output.write(part, labels.classOf(found.label), found.text);
    });
  }
  return output.close(labels.names);
}

function splitProblems(split: Split | undefined): DatasetProblem[] {
  if (split === undefined) return [];
  const shares = [split.validation ?? 0, split.test ?? 0];
  if (shares.every((share) => share >= 0 && share < 1) && shares[0]! + shares[1]! < 1) return [];
  return [{ field: 'split', message: 'shares are numbers from 0 to 1, together less than 1: validation=0.1,test=0.1' }];
}

function labelProblems(sources: readonly Source[], names: readonly string[]): DatasetProblem[] {
  const problem = (message: string): DatasetProblem => ({ field: 'data', fault: 'labelColumn', message });
  return sources.flatMap(({ table, columns, tally }) => {
    const column = `column ${columnName(table.columns, columns.label)}`;
    const used = tally.rows - tally.droppable;
    if (tally.rows === 0) return [problem(`"${table.file}" has no rows`)];
    if (tally.tooManyLabels || (tally.labels.size > 10 && tally.labels.size * 2 > used)) {
      const many = tally.tooManyLabels ? 'more than 10,000' : String(tally.labels.size);
      return [
        problem(`"${table.file}": ${column} has ${many} different values; that is no label: give another --label`),
      ];
    }
    if (names.length < 2 && used > 0) {
      return [
        problem(`"${table.file}": all labels in ${column} are "${names[0] ?? ''}"; a classifier needs at least two`),
      ];
    }
    return [];
  });
}

const sourceOf = ({ table, columns, tally }: Source): PreparedSource => ({
  file: table.file,
  form: table.form,
  label: columnName(table.columns, columns.label),
  text: columns.text.map((index) => columnName(table.columns, index)),
  unused: table.columns.flatMap((_, index) =>
    index === columns.label || columns.text.includes(index) ? [] : [columnName(table.columns, index)],
  ),
  rows: tally.rows,
  dropped: {
    noLabel: tally.count('noLabel'),
    noText: tally.count('noText'),
    missingWord: tally.count('missingWord'),
  },
});

const sourceWarnings = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ table, tally }) =>
    tally.joined === 0
      ? []
      : [
          `"${table.file}": ${counted(tally.joined, 'text holds', 'texts hold')} the delimiter without quotes; all behind it was taken as part of the text`,
        ],
  );

const nothing = ({ out }: PrepareRequest, problems: readonly DatasetProblem[]): PreparedDataset => ({
  out,
  labels: [],
  sources: [],
  parts: [],
  warnings: [],
  problems,
});

function unreadable(file: string, error: unknown): DatasetProblem {
  if (!(error instanceof UnreadableInput)) throw error;
  return { field: 'data', fault: 'unreadable', message: `"${file}" ${error.message}` };
}
