import { readdir } from 'node:fs/promises';
import { ownerOf } from './embedded-run.js';
import type { ProcessIdentity } from './process-identity.js';
import { isRunning } from './process-identity.js';

/** The process whose embedded run of this state directory goes on; null where none does. */
export async function runningOwner(stateDirectory: string): Promise<ProcessIdentity | null> {
  for (const folder of await readdir(stateDirectory).catch(() => [])) {
    const owner = ownerOf(folder);
    if (owner !== undefined && (await isRunning(owner))) return owner;
  }
  return null;
}
