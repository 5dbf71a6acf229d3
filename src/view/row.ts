import { defined } from '../contract/defined.js';

/**
 * One titled value of a run, a gate, a plan or an endpoint, wherever it is shown: Markdown in the Temporal UI, the terminal, a page.
 * Plain text, without Markdown and without colours; whoever shows it adds its own.
 */
export interface Row {
  /** Lower case, as within a sentence. May repeat: each epoch is a row `epoch`. */
  readonly title: string;
  readonly text: string;
  /** The part of the text that names a resource, a URI or a run: set in a fixed width where that can be, or linked. */
  readonly name?: string;
  /** The figure that the text tells, unrounded; null where it is not known. US dollars, shares from 0 to 1, metrics as they are. */
  readonly figure?: number | null;
  /** What else belongs to this row: notes on the figure, where it comes from. */
  readonly details?: readonly string[];
}

export function row(
  title: string,
  text: string,
  { details = [], ...more }: { name?: string; figure?: number | null; details?: readonly string[] } = {},
): Row {
  return { title, text, ...more, ...defined({ details: details.length === 0 ? undefined : details }) };
}

/** Those of the rows that are not shown already. */
export const besides = (shown: readonly Row[], rows: readonly Row[]): Row[] =>
  rows.filter(({ title, text }) => !shown.some((row) => row.title === title && row.text === text));
