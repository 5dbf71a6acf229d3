import type { LabelledText } from '../contract/dataset.js';
import { DataReader } from './data-reader.js';
import { Inspection } from './inspection.js';

/**
 * At most `most` rows of a `data.csv`, spread evenly over it and the same at every reading: every n-th, n doubling as the file goes on.
 * Rows that are not label and text are left out. Memory does not grow with the file.
 */
export async function sampleLabelledRows(bytes: AsyncIterable<Uint8Array>, most: number): Promise<LabelledText[]> {
  let every = 1;
  let seen = 0;
  let kept: { place: number; row: LabelledText }[] = [];
  const inspection = new Inspection({ heldOut: true });
  const reader = new DataReader((record) => {
    const label = inspection.take(record);
    if (label < 0) return;
    const place = seen++;
    if (place % every !== 0) return;
    kept.push({ place, row: { label, text: record.field(1) } });
    if (kept.length <= most) return;
    every *= 2;
    kept = kept.filter((entry) => entry.place % every === 0);
  });
  for await (const chunk of bytes) reader.push(chunk);
  reader.end();
  return kept.map(({ row }) => row);
}
