import type { Input } from './input.js';
import { flat, namesIn, RecordRow, shown } from './record-table.js';
import type { Table, TableOptions } from './table.js';
import { sampleRows, TooMuchUnpacked, UnreadableInput } from './table.js';

/** Rows that are in memory at once. */
const batchRows = 10_000;

/** A Parquet file. What reads it is loaded only here: few need it. */
export async function parquetTable(
  input: Input,
  { mostUnpacked = Infinity }: Pick<TableOptions, 'mostUnpacked'>,
): Promise<Table> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const file = await asyncBufferFromFile(input.file);
  const metadata = await parquetMetadataAsync(file).catch((error: Error) => {
    throw new UnreadableInput(`can't be read as Parquet (${error.message}); it may be cut off`);
  });
  const rows = Number(metadata.num_rows);
  const unpacked = metadata.row_groups.reduce((sum, { total_byte_size: size }) => sum + Number(size), 0);
  // Equal values take next to nothing, and still a row each.
  if (Math.max(rows, unpacked) > mostUnpacked) throw new TooMuchUnpacked(`holds ${rows} rows of ${unpacked} bytes`);
  const named = classNames(metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value);
  const read = async (rowStart: number, rowEnd: number): Promise<Readonly<Record<string, unknown>>[]> =>
    (await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })).map((record) =>
      flat(named.size === 0 ? record : withoutUnlabelled(record, named)),
    );
  const first = await read(0, Math.min(rows, sampleRows));
  const columns = namesIn(first);
  return {
    file: input.file,
    form: 'Parquet',
    columns,
    sample: first.map((record) => columns.map((name) => shown(record[name]))),
    classNames: new Map([...named].map(([name, names]) => [columns.indexOf(name), names])),
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

/** The `ClassLabel` columns of a data set of Hugging Face, which keeps their names beside the rows: by the column's name. */
function classNames(info: string | undefined): ReadonlyMap<string, readonly string[]> {
  const features = featuresOf(info ?? '{}');
  return new Map(
    Object.entries(features).flatMap(([column, { _type, names }]) =>
      _type === 'ClassLabel' && Array.isArray(names) && names.every((name) => typeof name === 'string')
        ? [[column, names] as const]
        : [],
    ),
  );
}

type Features = Readonly<Record<string, { readonly _type?: unknown; readonly names?: unknown }>>;

/** Nobody's trouble where it is broken: the rows are whole without it. */
function featuresOf(info: string): Features {
  try {
    const { info: told } = JSON.parse(info) as { info?: { features?: Features } };
    return told?.features ?? {};
  } catch {
    return {};
  }
}

/** Hugging Face's -1 is no class: a row whose label is not known, as in the test sets of competitions. */
function withoutUnlabelled(
  record: Readonly<Record<string, unknown>>,
  named: ReadonlyMap<string, readonly string[]>,
): Readonly<Record<string, unknown>> {
  const unknown = [...named.keys()].filter((column) => Number(record[column]) === -1);
  return unknown.length === 0 ? record : { ...record, ...Object.fromEntries(unknown.map((column) => [column, null])) };
}
