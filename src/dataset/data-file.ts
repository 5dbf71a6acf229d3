import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { labelsFile } from '../contract/label-names.js';

/** The `data.csv` that a local path means: the file itself, or the one in the directory. */
export async function dataFileOf(location: string): Promise<string> {
  const entry = await stat(location);
  return entry.isDirectory() ? path.join(location, 'data.csv') : location;
}

/** Of a directory without a data.csv, the files that may be meant; nothing where it is none. */
export async function dataFilesIn(location: string): Promise<readonly string[]> {
  const names = await readdir(location).catch(() => []);
  return names.filter((name) => /\.(csv|tsv|txt|jsonl?|parquet|gz|zip)$/i.test(name) && name !== labelsFile).sort();
}
