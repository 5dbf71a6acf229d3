import type { Input } from './input.js';
import { lines } from './json-texts.js';
import { recordsTable } from './record-texts.js';
import type { Table, TableOptions } from './table.js';

const prefix = '__label__';

/** Lines as fastText and BlazingText have them: `__label__NAME` before the text, once or, for several labels, more often. */
export const fastTextTable = (input: Input, given: TableOptions): Promise<Table> =>
  recordsTable(input, given, { form: 'fastText lines', texts: lines, recordOf });

/** A line without a label has a text alone, one with several a list. */
function recordOf(line: string): Record<string, unknown> {
  const words = line.trim().split(/(\s+)/);
  const labels: string[] = [];
  while (words[0]?.startsWith(prefix)) {
    labels.push(words[0].slice(prefix.length));
    words.splice(0, 2);
  }
  const text = words.join('').trim();
  return labels.length === 0 ? { text } : { label: labels.length === 1 ? labels[0] : labels, text };
}
