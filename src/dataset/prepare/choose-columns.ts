import path from 'node:path';
import type { DatasetProblem } from '../../contract/dataset.js';
import { shellWord } from '../../contract/shell-word.js';
import type { Columns } from './tables/guess-columns.js';
import { guessColumns } from './tables/guess-columns.js';
import type { Table } from './tables/table.js';
import { columnName } from './tables/table.js';

/** What the caller says of the columns: names, or numbers from 1. */
export interface AskedColumns {
  readonly label?: string | undefined;
  readonly text?: readonly string[] | undefined;
}

export type Choice = { readonly columns: Columns } | { readonly problems: readonly DatasetProblem[] };

/** The columns that were asked for, and a guess for the rest; a problem where none is more likely than another. */
export function chooseColumns(table: Table, asked: AskedColumns): Choice {
  if (table.columns.length === 1 && /^[CT]SV/.test(table.form)) {
    const what = `has one column (${columnsOf(table)}); if another character divides its columns, give it: --delimiter`;
    const name = path.parse(table.file).name;
    const mend = `if it holds the texts of one class, write the class before each: awk '{print "${name.replace(/\W/g, '_')}\\t" $0}' ${shellWord(table.file)} > ${shellWord(`${name}.tsv`)}`;
    return { problems: [problem(`"${table.file}" ${what}; ${mend}`)] };
  }
  const [chats = ''] = table.columns;
  const said = { messages: 'content', conversations: 'value' }[chats];
  if (table.columns.length === 1 && said !== undefined) {
    const mend = `jq -c '{text: .${chats}[-2].${said}, label: .${chats}[-1].${said}}' ${shellWord(table.file)} > rows.jsonl`;
    return {
      problems: [
        problem(`"${table.file}" holds chats, not texts with labels; write what was asked and answered: ${mend}`),
      ],
    };
  }
  const guess = guessColumns(table.columns, table.sample);
  const label = asked.label === undefined ? guess.label : indexOf(table, asked.label);
  const text =
    asked.text === undefined ? textsBesides(guess.text, label) : asked.text.map((name) => indexOf(table, name));
  const problems: DatasetProblem[] = [];
  const unknown = [asked.label ?? [], asked.text ?? []].flat().filter((name) => indexOf(table, name) === null);
  if (unknown.length > 0) {
    problems.push(
      problem(`"${table.file}" has no column ${unknown.map((name) => `"${name}"`).join(', ')}; ${columnsOf(table)}`),
    );
  }
  if (asked.label === undefined && label === null) {
    problems.push(
      problem(
        `"${table.file}": no column looks like a label (few different short values); give --label; ${columnsOf(table)}`,
      ),
    );
  } else if (asked.label === undefined && guess.rivals.length > 0) {
    const rivals = [guess.label ?? 0, ...guess.rivals].map((index) => columnName(table.columns, index));
    problems.push(
      problem(`"${table.file}": the label may be in column ${rivals.join(' or ')}; give --label; ${columnsOf(table)}`),
    );
  }
  if (text.length === 0)
    problems.push(problem(`"${table.file}": no column looks like a text; give --text; ${columnsOf(table)}`));
  if (label !== null && text.includes(label)) {
    problems.push(problem(`"${table.file}": label and text are the same column; give --label and --text`));
  }
  if (problems.length > 0 || label === null) return { problems };
  return { columns: { label, text: text.filter((index) => index !== null) } };
}

/** The guess does not know that a column was asked for as the label. */
const textsBesides = (text: readonly number[], label: number | null): number[] =>
  text.filter((index) => index !== label);

function indexOf({ columns, sample }: Table, name: string): number | null {
  const named = columns.indexOf(name);
  if (named !== -1 && name !== '') return named;
  const folded = columns.findIndex((column) => column.toLowerCase() === name.toLowerCase() && name !== '');
  if (folded !== -1) return folded;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  return number >= 1 && number <= Math.max(columns.length, sample[0]?.length ?? 0) ? number - 1 : null;
}

/** "its columns: 1 (ham, spam), 2 (Go until jurong …)". */
function columnsOf({ columns, sample }: Table): string {
  const shown = columns.slice(0, 12).map((_, index) => {
    const values = [...new Set(sample.map((row) => row[index] ?? ''))].filter((value) => value !== '').slice(0, 2);
    const examples = values.map((value) => (value.length > 24 ? `${value.slice(0, 23)}…` : value)).join(', ');
    return `${columnName(columns, index)} (${examples})`;
  });
  return `its columns: ${shown.join(', ')}${columns.length > shown.length ? ', …' : ''}`;
}

const problem = (message: string): DatasetProblem => ({ field: 'data', fault: 'chosenColumns', message });
