import type { DatasetProblem } from '../../contract/dataset.js';
import { counted, grouped } from '../counted.js';
import type { Columns } from './tables/guess-columns.js';
import type { LabelNames } from './label-names.js';
import type { PreparedSource } from './request.js';
import type { Table, TableOptions } from './tables/table.js';
import { columnName } from './tables/table.js';
import type { Tally } from './tally.js';

/** An input that could be opened. */
export interface Source {
  readonly table: Table;
  readonly columns: Columns;
  readonly tally: Tally;
}

/** What is wrong with labels as a whole, once all rows are counted. */
export function labelProblems(sources: readonly Source[], { names, unknown }: LabelNames): DatasetProblem[] {
  const problem = (message: string): DatasetProblem => ({ field: 'data', fault: 'labelColumn', message });
  return sources.flatMap(({ table, columns, tally }) => {
    const column = `column ${columnName(table.columns, columns.label)}`;
    const { used } = tally;
    if (tally.rows === 0) return [problem(`"${table.file}" has no rows`)];
    if (used === 0) return [problem(`"${table.file}" has no row with a label and a text`)];
    if (tally.onlyNumbers) {
      return [problem(`"${table.file}": all texts are numbers or truth values, which are none; give another --text`)];
    }
    if (tally.tooManyLabels || (unknown === undefined && tally.labels.size > 10 && tally.labels.size * 2 > used)) {
      const many = tally.tooManyLabels ? 'more than 10,000' : String(tally.labels.size);
      return [
        problem(`"${table.file}": ${column} has ${many} different values; that is no label: give another --label`),
      ];
    }
    if (names.length < 2) {
      return [
        problem(`"${table.file}": all labels in ${column} are "${names[0] ?? ''}"; a classifier needs at least two`),
      ];
    }
    return [];
  });
}

/** Of labels that an earlier numbering does not know, all at once. */
export function unknownLabels({ names, unknown = [] }: LabelNames): DatasetProblem[] {
  if (unknown.length === 0) return [];
  const listed = (all: readonly string[]): string =>
    all
      .slice(0, 100)
      .map((name) => `"${name}"`)
      .join(', ') + (all.length > 100 ? `, and ${grouped(all.length - 100)} more` : '');
  const message = `${counted(unknown.length, 'label is', 'labels are')} not among the names given: ${listed(unknown)}; the names are ${listed(names)}: write those, or leave the rows out`;
  return [{ field: 'labels', fault: 'unknownLabel', message, count: unknown.length, example: unknown[0] ?? '' }];
}

export const sourceOf = ({ table, columns, tally }: Source): PreparedSource => ({
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

export function sourceWarnings(sources: readonly Source[], { encoding }: Pick<TableOptions, 'encoding'>): string[] {
  return sources.flatMap(({ table, columns, tally }) => {
    const names = table.columns.find((name, index) => index !== columns.label && /^label_?(text|name)$/i.test(name));
    const example =
      table.options.encoding === 'windows-1252' && encoding === undefined ? foreignWord(table) : undefined;
    return [
      ...(tally.joined === 0
        ? []
        : [
            `"${table.file}": ${counted(tally.joined, 'text holds', 'texts hold')} the delimiter without quotes; all behind it was taken as part of the text`,
          ]),
      ...(names === undefined
        ? []
        : [`"${table.file}": column ${names} may hold the names of the labels: --label ${names} takes those`]),
      ...(example === undefined
        ? []
        : [
            `"${table.file}" was read as Windows-1252, with words like "${example}"; where they look wrong, give its --encoding`,
          ]),
    ];
  });
}

/** By which an eye tells whether the encoding is right. */
const foreignWord = ({ sample }: Table): string | undefined =>
  sample
    .flat()
    .join(' ')
    .match(/[^\s"]{0,20}[^\0-\x7f][^\s"]{0,20}/)?.[0];

/** Labels that are more likely a slip, such as the name of a column or a line of totals. */
export function singleWarnings(sources: readonly Source[], { names, classOf, unknown }: LabelNames): string[] {
  if (unknown !== undefined) return [];
  const rows = new Uint32Array(names.length);
  for (const { tally } of sources) for (const [label, count] of tally.labels) rows[classOf(label)]! += count;
  const single = names.filter((_, label) => rows[label] === 1);
  if (single.length === 0 || single.length * 2 > names.length) return [];
  const more = single.length > 5 ? ', …' : '';
  return [
    `labels of a single row, which may be none: ${single
      .slice(0, 5)
      .map((name) => `"${name}"`)
      .join(', ')}${more}`,
  ];
}
