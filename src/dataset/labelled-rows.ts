import type { DatasetReport, LabelledText } from '../contract/dataset.js';
import { DataReader } from './data-reader.js';
import { fileBytes } from './file-bytes.js';
import { reportOf } from './inspect.js';
import type { RowsRule } from './inspection.js';
import { Inspection } from './inspection.js';
import { dataFileOf } from './data-file.js';

/** Rows in memory, with what a check of the same bytes says of them. */
export interface LabelledRows {
  readonly labels: readonly number[];
  readonly texts: readonly string[];
  readonly report: Pick<DatasetReport, 'rows' | 'classes' | 'problems' | 'warnings'>;
}

/** All rows of a `data.csv` that have a label and a text, read and checked in one pass by the rule of `inspectDataset`. */
export function labelledRowsIn(bytes: Uint8Array, rule: RowsRule = {}): LabelledRows {
  const inspection = new Inspection(rule);
  const labels: number[] = [];
  const texts: string[] = [];
  const reader = new DataReader((record) => {
    const label = inspection.take(record);
    if (label < 0) return;
    labels.push(label);
    texts.push(record.field(1));
  });
  reader.push(bytes);
  reader.end();
  return { labels, texts, report: reportOf(reader, inspection) };
}

/** The rows of a local `data.csv` that was checked before, as they are read: memory does not grow with the file. */
export async function* readLabelledRows(location: string): AsyncGenerator<LabelledText> {
  let rows: LabelledText[] = [];
  const inspection = new Inspection({ heldOut: true });
  const reader = new DataReader((record) => {
    const label = inspection.take(record);
    if (label >= 0) rows.push({ label, text: record.field(1) });
  });
  for await (const piece of fileBytes(await dataFileOf(location))) {
    reader.push(piece);
    yield* rows;
    rows = [];
  }
  reader.end();
  yield* rows;
}
