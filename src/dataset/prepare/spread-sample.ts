import type { AskedColumns } from './choose-columns.js';
import type { Table } from './tables/table.js';
import { sampleRows } from './tables/table.js';

/**
 * The table with more of a sample, from all over the file where its first rows may mislead: in one that is sorted by its label they have one and the same,
 * and another column would be taken for it. Reads the file once more, only then. No row is in the sample twice: values of their own would seem to repeat.
 */
export async function widelySampled(table: Table, asked: AskedColumns): Promise<Table> {
  if (asked.label !== undefined || !hasConstantColumn(table.sample)) return table;
  const rows: string[][] = [];
  let [step, seen] = [1, 0];
  await table.read((row) => {
    if (row.row <= table.sample.length || row.fault !== null || seen++ % step !== 0) return;
    rows.push(Array.from({ length: row.width }, (_, column) => row.value(column)));
    if (rows.length < 2 * sampleRows) return;
    step *= 2;
    rows.splice(0, rows.length, ...rows.filter((_, index) => index % 2 === 0));
  });
  return { ...table, sample: [...table.sample, ...rows] };
}

function hasConstantColumn(sample: Table['sample']): boolean {
  const width = Math.max(0, ...sample.map((row) => row.length));
  const values = (column: number): Set<string> => new Set(sample.map((row) => (row[column] ?? '').trim()));
  return Array.from({ length: width }, (_, column) => values(column)).some((found) => found.size === 1);
}
