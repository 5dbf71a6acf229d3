import path from 'node:path';
import type { DatasetProblem } from '../../contract/dataset.js';
import { labelNamesFault } from '../../contract/label-names.js';
import { shownProblems } from '../../contract/problems.js';
import { inspectLocalDataset } from '../local-file.js';
import { Division } from './division.js';
import type { Part, Split } from './division.js';
import type { LabelNames } from './label-names.js';
import { oddNames } from './label-names.js';
import { rowReader } from './labelled-row.js';
import { openSources, readOnce } from './first-reading.js';
import { Output, outputProblem, partFiles } from './output.js';
import type { PreparedDataset, PrepareRequest } from './request.js';
import type { Source } from './source.js';
import { singleWarnings, sourceOf, sourceWarnings } from './source.js';

/**
 * Makes a data set that trains out of the files that somebody has: `data.csv`, `labels.json` with the names of the classes, and held-out
 * parts where a split is asked for. What it guesses stands in the result, and nothing is dropped that is not counted there. The inputs are
 * read twice as streams; memory does not grow with them.
 */
export async function prepareDataset(request: PrepareRequest): Promise<PreparedDataset> {
  const blocked = await outputProblem(request.out, request.inputs);
  // Nobody is asked about columns for nothing.
  const opened = await openSources(blocked === null ? request : { ...request, choose: undefined });
  const early = [
    ...(blocked === null ? [] : [{ field: 'out', message: `"${request.out}" ${blocked}` }]),
    ...splitProblems(request.split),
    ...namesProblems(request.labels),
    ...opened.problems,
  ];
  if (early.length > 0) return nothing(request, early);

  const { sources } = opened;
  const division = new Division(request.split ?? {}, request.seed ?? 1);
  const { labels, problems } = await readOnce(sources, request, division);
  const told = sources.map(sourceOf);
  if (problems.length > 0) return { ...nothing(request, problems), sources: told };

  let output: Output | null = null;
  try {
    output = new Output(request.out);
    const parts = await writeParts(sources, { output, division, labels, split: request.split });
    const rule = request.labels === undefined ? {} : { heldOut: true, knownClasses: labels.names.length };
    const checked = await inspectLocalDataset(output.directory, undefined, rule);
    if (checked.problems.length > 0) return { ...nothing(request, checked.problems), sources: told };
    await output.place();
    return {
      out: request.out,
      labels: labels.names,
      sources: told,
      parts: parts.map(({ part, ...rest }) => ({ part, file: path.join(request.out, partFiles[part]), ...rest })),
      warnings: [
        ...sourceWarnings(sources, request),
        ...singleWarnings(sources, labels),
        ...oddNames(labels.names),
        ...checked.warnings,
      ],
      problems: [],
    };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!unwritable.has(code)) throw error;
    const message = `"${request.out}" can't be written (${(error as Error).message}); make room there, or choose another directory`;
    return { ...nothing(request, [{ field: 'out', fault: 'unwritable', message }]), sources: told };
  } finally {
    await output?.discard();
  }
}

/** What the place has, and not the program, when a file can't be written. */
const unwritable = new Set([
  'EACCES',
  'EBUSY',
  'EDQUOT',
  'EEXIST',
  'EFBIG',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EPERM',
  'EROFS',
  'EXDEV',
]);

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

function namesProblems(names: readonly string[] | undefined): DatasetProblem[] {
  const fault = names === undefined ? null : labelNamesFault(names);
  return fault === null ? [] : [{ field: 'labels', message: fault }];
}

const nothing = ({ out }: PrepareRequest, problems: readonly DatasetProblem[]): PreparedDataset => ({
  out,
  labels: [],
  sources: [],
  parts: [],
  warnings: [],
  problems: shownProblems(problems),
});
