import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isRunning } from '../../processes/process-identity.js';
import type { ProcessIdentity } from '../../processes/process-identity.js';
import { privateDirectory } from '../../processes/private-directory.js';
import { writeAtomically } from './atomic-write.js';

/**
 * Takes a data directory for this process: two stand-ins on one store would end each other's training.
 * A lock left by a process that was killed does not count.
 * @returns a function that gives the directory back
 * @throws Error naming the process that has it
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  privateDirectory(directory);
  const path = join(directory, 'owner.json');
  const owner = readOwner(path);
  if (owner !== undefined && (await isRunning(owner))) {
    throw new Error(`${directory} is in use by another local SageMaker (process ${owner.pid})`);
  }
  const self = await identify(process.pid);
  if (self !== undefined) writeAtomically(path, JSON.stringify(self));
  return () => rmSync(path, { force: true });
}

function readOwner(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
