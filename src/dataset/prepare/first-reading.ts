import type { DatasetProblem } from '../../contract/dataset.js';
import { chooseColumns } from './choose-columns.js';
import type { Division } from './division.js';
import type { LabelNames } from './label-names.js';
import { labelNames, numberedBy, withGivenNames } from './label-names.js';
import { rowReader } from './labelled-row.js';
import { openTable } from './tables/open-table.js';
import type { PrepareRequest } from './request.js';
import type { Source } from './source.js';
import { labelProblems, unknownLabels } from './source.js';
import { widelySampled } from './spread-sample.js';
import type { Table } from './tables/table.js';
import { UnreadableInput } from './tables/table.js';
import { Tally } from './tally.js';

/** The inputs as tables, with the columns that are used, or why there are none. */
export async function openSources(
  request: Omit<PrepareRequest, 'out'>,
): Promise<{ sources: Source[]; problems: DatasetProblem[] }> {
  const sources: Source[] = [];
  const problems: DatasetProblem[] = [];
  for (const file of request.inputs) {
    try {
      const table = await widelySampled(await openTable(file, request), request);
      if (table.sample.length === 0) {
        problems.push(...(await unreadRows(table)));
        continue;
      }
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

/** Of a table of which no row can be read. */
async function unreadRows(table: Table): Promise<DatasetProblem[]> {
  const tally = new Tally();
  const read = rowReader(table, { label: 0, text: [0] });
  await table.read((row) => tally.take(row, read(row)));
  const problems = tally.problems(table.file, true);
  const message = `"${table.file}" has no rows`;
  return problems.length > 0 ? problems : [{ field: 'data', fault: 'chosenColumns', message }];
}

type Reading = Pick<PrepareRequest, 'onProgress' | 'split' | 'dropEmpty' | 'labels'>;

/** The first reading: labels, what can't be used, lots for the split. */
export async function readOnce(
  sources: readonly Source[],
  request: Reading,
  division: Division | null,
): Promise<{ labels: LabelNames; problems: readonly DatasetProblem[] }> {
  const unread = await readAll(sources, request, division);
  const found = withGivenNames(
    labelNames(
      sources.flatMap(({ tally }) => [...tally.labels.keys()]),
      request.labels,
    ),
    sources.map(({ table, columns }) => table.classNames?.get(columns.label)),
  );
  const labels = request.labels === undefined ? found : numberedBy(found, request.labels);
  const problems = [
    ...unread,
    ...sources.flatMap(({ table, tally }) => tally.problems(table.file, request.dropEmpty === true)),
    ...labelProblems(sources, labels),
    ...unknownLabels(labels),
  ];
  return { labels, problems };
}

async function readAll(
  sources: readonly Source[],
  { onProgress, split }: Reading,
  division: Division | null,
): Promise<DatasetProblem[]> {
  const problems: DatasetProblem[] = [];
  let rows = 0;
  for (const { table, columns, tally } of sources) {
    const read = rowReader(table, columns);
    try {
      await table.read((row) => {
        const found = read(row);
        tally.take(row, found);
        if (split !== undefined && found.refusal === null) division?.add(found.label.trim(), found.text);
        if (++rows % 100_000 === 0) onProgress?.({ rows });
      });
    } catch (error) {
      problems.push(unreadable(table.file, error));
    }
  }
  return problems;
}

function unreadable(file: string, error: unknown): DatasetProblem {
  if (!(error instanceof UnreadableInput)) throw error;
  return { field: 'data', fault: 'unreadable', message: `"${file}" ${error.message}` };
}
