import type { LabelledText } from '../contract/dataset.js';
import { decodeUtf8 } from './decode.js';
import { readRows } from './rows.js';

/**
 * At most `most` rows of a `data.csv`, spread evenly over it and the same at every reading: every n-th, n doubling as the file goes on.
 * Rows that are not label and text are left out. Memory does not grow with the file.
 */
export async function sampleLabelledRows(bytes: AsyncIterable<Uint8Array>, most: number): Promise<LabelledText[]> {
  let every = 1;
  let seen = 0;
  let kept: { place: number; row: LabelledText }[] = [];
  for await (const batch of readRows(decodeUtf8(bytes))) {
    for (const { fields } of batch) {
      const [label = '', text = ''] = fields;
      if (fields.length !== 2 || !/^\s*\d{1,9}\s*$/.test(label) || text.trim() === '') continue;
      const place = seen++;
      if (place % every !== 0) continue;
      kept.push({ place, row: { label: Number(label), text } });
      if (kept.length <= most) continue;
      every *= 2;
      kept = kept.filter((entry) => entry.place % every === 0);
    }
  }
  return kept.map(({ row }) => row);
}
