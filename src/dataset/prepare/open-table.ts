import { csvTable } from './csv-table.js';
import { openInput } from './input.js';
import { jsonLinesTable } from './json-lines-table.js';
import { parquetTable } from './parquet-table.js';
import type { Table, TableOptions } from './table.js';

/** An input of any format, by what it begins with. @throws UnreadableInput */
export async function openTable(location: string, given: TableOptions): Promise<Table> {
  const input = await openInput(location);
  if (input.kind?.name === 'parquet') return parquetTable(input);
  if (input.kind?.name === 'jsonLines' || input.kind?.name === 'json') return jsonLinesTable(input, given);
  return csvTable(input, given);
}
