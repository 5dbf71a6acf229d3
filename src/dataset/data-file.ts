import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { labelsFile } from '../contract/label-names.js';

/** The `data.csv` that a local path means: the file itself, or the one in the directory. */
export async function dataFileOf(location: string): Promise<string> {
  const entry = await stat(location);
  return entry.isDirectory() ? path.join(location, 'data.csv') : location;
}

/** Why a file can be read only once, as a pipe can; null where it can be read again. */
export async function onceOnly(location: string): Promise<string | null> {
  const entry = await stat(location).catch(() => null);
  return entry?.isFIFO() === true || entry?.isCharacterDevice() === true || entry?.isSocket() === true
    ? 'is a pipe or device, which can be read only once; save what comes out of it to a file, and give that'
    : null;
}

/** Of a directory without a data.csv, the files that may be meant; nothing where it is none. */
export async function dataFilesIn(location: string): Promise<readonly string[]> {
  const names = await readdir(location).catch(() => []);
  return names.filter((name) => /\.(csv|tsv|txt|jsonl?|parquet|gz|zip)$/i.test(name) && name !== labelsFile).sort();
}
