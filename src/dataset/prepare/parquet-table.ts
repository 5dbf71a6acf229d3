import type { Input } from './input.js';
import { flat, namesIn, RecordRow, shown } from './record-table.js';
import type { Table } from './table.js';
import { sampleRows, UnreadableInput } from './table.js';

/** Rows that are in memory at once. */
const batchRows = 10_000;

/** A Parquet file. What reads it is loaded only here: few need it. */
export async function parquetTable(input: Input): Promise<Table> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const file = await asyncBufferFromFile(input.file);
  const metadata = await parquetMetadataAsync(file).catch((error: Error) => {
    throw new UnreadableInput(`can't be read as Parquet (${error.message}); it may be cut off`);
  });
  const rows = Number(metadata.num_rows);
  const read = async (rowStart: number, rowEnd: number): Promise<Readonly<Record<string, unknown>>[]> =>
    (await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })).map(flat);
  const first = await read(0, Math.min(rows, sampleRows));
  const columns = namesIn(first);
  return {
    file: input.file,
    form: 'Parquet',
    columns,
    sample: first.map((record) => columns.map((name) => shown(record[name]))),
    options: {},
    read: async (visit) => {
      const row = new RecordRow(columns);
      for (let start = 0; start < rows; start += batchRows) {
        for (const record of await read(start, Math.min(rows, start + batchRows))) {
          row.row += 1;
          row.line = row.row;
          row.members = record;
          visit(row);
        }
      }
    },
  };
}
