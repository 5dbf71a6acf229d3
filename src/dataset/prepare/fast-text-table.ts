import { encodingName, encodingOf, knownEncoding, toUtf8 } from './encoding.js';
import type { Input } from './input.js';
import { lines } from './json-texts.js';
import { RecordRow } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows } from './table.js';

const prefix = '__label__';
const columns = ['label', 'text'] as const;

/** Lines as fastText and BlazingText have them: `__label__NAME` before the text, once or, for several labels, more often. */
export async function fastTextTable(input: Input, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const read = (): AsyncIterable<string | null> => lines(toUtf8(input.bytes(), encoding));
  const sample: string[][] = [];
  for await (const line of read()) {
    const { label = '', text = '' } = membersOf(line ?? '');
    if (line !== null && line.trim() !== '') sample.push([String(label), text]);
    if (sample.length === sampleRows) break;
  }
  return {
    file: input.file,
    form: ['fastText lines', encodingName(encoding), ...(input.packed === '' ? [] : [input.packed])].join(', '),
    columns,
    sample,
    options: encoding === 'utf-8' ? {} : { encoding },
    read: async (visit) => {
      const row = new RecordRow(columns);
      for await (const line of read()) {
        row.line += 1;
        if (line?.trim() === '') continue;
        row.row += 1;
        row.members = { ...membersOf(line ?? '') };
        row.text = line;
        row.fault = line === null ? 'is longer than 16 MB' : null;
        visit(row);
      }
    },
  };
}

/** A line without a label has a text alone, one with several a list. */
function membersOf(line: string): { label?: string | string[]; text: string } {
  const words = line.trim().split(/(\s+)/);
  const labels: string[] = [];
  while (words[0]?.startsWith(prefix)) {
    labels.push(words[0].slice(prefix.length));
    words.splice(0, 2);
  }
  const text = words.join('').trim();
  const [only] = labels;
  return only === undefined ? { text } : { label: labels.length === 1 ? only : labels, text };
}
