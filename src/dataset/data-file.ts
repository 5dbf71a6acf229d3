import { stat } from 'node:fs/promises';
import path from 'node:path';

/** The `data.csv` that a local path means: the file itself, or the one in the directory. */
export async function dataFileOf(location: string): Promise<string> {
  const entry = await stat(location);
  return entry.isDirectory() ? path.join(location, 'data.csv') : location;
}
