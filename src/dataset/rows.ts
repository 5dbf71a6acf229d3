import { RecordReader } from './record-reader.js';
import type { Row } from './record-reader.js';

export type { Row } from './record-reader.js';

/**
 * Splits text into records as it streams, a batch for each piece of text: an await for every row would cost more than its parsing.
 * Memory does not grow with the file.
 */
export async function* readRows(text: AsyncIterable<string>): AsyncGenerator<Row[]> {
  const reader = new RecordReader();
  for await (const piece of text) {
    const rows = reader.push(piece);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}
