import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { withLock } from './build-lock.js';
import type { LogLine } from '../processes/log-line.js';

/**
 * Makes a directory of the cache, once for this machine: `make` fills an empty folder beside it, which becomes
 * `directory` in one step, so a directory that is there is complete. Does nothing if it is there already.
 */
export async function makeOnce(
  directory: string,
  log: LogLine,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(directory)) return;
  await withLock(`${directory}.lock`, log, async () => {
    if (existsSync(directory)) return;
    const partial = `${directory}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    try {
      await make(partial);
      await rename(partial, directory);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}
