import { columnName } from '../../../dataset/index.js';
import type { Columns, Table } from '../../../dataset/index.js';
import { visibleLine } from '../../visible.js';

/** Shows what was guessed, and asks for the columns where that is wrong; null when the person gives up. */
export async function askColumns(table: Table, guess: Columns | null): Promise<Columns | null> {
  const { confirm, isCancel, multiselect, select } = await import('@clack/prompts');
  const output = process.stderr;
  const name = (index: number): string => columnName(table.columns, index);
  if (guess !== null) {
    const texts = guess.text.map((index) => `${name(index)} (${examplesOf(table, index)})`).join(' and ');
    const message = `${table.file} is ${table.form}: label in ${name(guess.label)} (${examplesOf(table, guess.label)}), text in ${texts}. Right?`;
    const right = await confirm({ message: visibleLine(message), output });
    if (isCancel(right)) return null;
    if (right) return guess;
  }
  const options = table.columns.map((_, index) => ({
    value: index,
    label: visibleLine(name(index)),
    hint: visibleLine(examplesOf(table, index)),
  }));
  const label = await select({ message: 'Which column is the label?', options, output });
  if (isCancel(label)) return null;
  const texts = options.filter(({ value }) => value !== label);
  const text = await multiselect({ message: 'Which columns are the text? They are joined.', options: texts, output });
  return isCancel(text) ? null : { label, text };
}

function examplesOf({ sample }: Table, column: number): string {
  const values = [...new Set(sample.map((row) => (row[column] ?? '').trim()))].filter((value) => value !== '');
  return values
    .slice(0, 3)
    .map((value) => (value.length > 30 ? `${value.slice(0, 29)}…` : value))
    .join(', ');
}
