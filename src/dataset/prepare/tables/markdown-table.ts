import { cellsOf, isNoRow, linesBeforeTable } from '../../markdown.js';
import { encodingOf, knownEncoding } from './encoding.js';
import type { Input } from './input.js';
import { lines } from './json-texts.js';
import { recordsTable } from './record-texts.js';
import type { Table, TableOptions } from './table.js';

/** A table of Markdown: cells between bars, and a line of dashes below the header. */
export async function markdownTable(input: Input, given: TableOptions): Promise<Table> {
  const encoding = given.encoding === undefined ? await encodingOf(input.bytes()) : knownEncoding(given.encoding);
  const head = new TextDecoder(encoding).decode(input.head, { stream: true });
  const before = linesBeforeTable(head) ?? 0;
  const names = cellsOf(head.split(/\r?\n/, before + 1)[before] ?? '');
  const columns = names.map((name, index) => (name === '' || names.indexOf(name) !== index ? String(index + 1) : name));

  /** Without what is above the rows, as blank lines, and the lines of dashes. */
  async function* rows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
    let line = 0;
    for await (const text of lines(bytes)) yield line++ <= before || (text !== null && isNoRow(text)) ? '' : text;
  }
  return recordsTable(
    input,
    { ...given, encoding },
    {
      form: 'a Markdown table',
      texts: rows,
      columns,
      recordOf: (line) => {
        const cells = cellsOf(line);
        return cells.length === columns.length
          ? Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']))
          : null;
      },
      without: {
        fault: `has not ${columns.length} cells: put a backslash before a bar within a text`,
        refusal: (begun) =>
          `is a table whose rows have not as many cells as its header, ${columns.length} (the first is ${JSON.stringify(begun)}); put a backslash before a bar within a text`,
      },
    },
  );
}
