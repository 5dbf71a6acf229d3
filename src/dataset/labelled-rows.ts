import { createReadStream } from 'node:fs';
import type { LabelledText } from '../contract/dataset.js';
import { decodeUtf8 } from './decode.js';
import { dataFileOf } from './local-file.js';
import { readRows } from './rows.js';

/** All rows of a local `data.csv` that was checked before, in memory. */
export async function readLabelledRows(location: string): Promise<LabelledText[]> {
  const rows: LabelledText[] = [];
  for await (const batch of readRows(decodeUtf8(createReadStream(await dataFileOf(location))))) {
    for (const { fields } of batch) rows.push({ label: Number(fields[0]), text: fields[1] ?? '' });
  }
  return rows;
}
