import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { childFile, ownerOf } from './embedded-run.js';
import type { RecordedChild } from './embedded-run.js';
import { endProcess } from './end-process.js';
import { isRunning } from './process-identity.js';
import type { LogLine } from './log-line.js';

/**
 * Ends what earlier embedded runs of this state directory have left running because they were killed, and removes their
 * folders. A run whose owner still lives is left alone, and so is any process that has only inherited a recorded pid.
 */
export async function endLeftovers(stateDirectory: string, log: LogLine): Promise<void> {
  for (const folder of await entries(stateDirectory)) {
    const owner = ownerOf(folder);
    if (owner === undefined || (await isRunning(owner))) continue;
    const directory = join(stateDirectory, folder);
    const children = await recordedChildren(directory);
    await Promise.all(children.map((child) => endChild(child, log)));
    await rm(directory, { recursive: true, force: true });
  }
}

async function endChild(child: RecordedChild, log: LogLine): Promise<void> {
  if (!(await isRunning(child))) return;
  log(`Ending ${child.name} (process ${child.pid}), left over from a run that was killed`);
  await endProcess(child);
}

async function recordedChildren(directory: string): Promise<RecordedChild[]> {
  const files = (await entries(directory)).filter((file) => childFile.test(file));
  const texts = await Promise.all(files.map((file) => ifPresent(readFile(join(directory, file), 'utf8'))));
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as RecordedChild]));
}

async function entries(directory: string): Promise<string[]> {
  return (await ifPresent(readdir(directory))) ?? [];
}

/** Another start may be clearing the same folder at this moment: what is gone is done. */
async function ifPresent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
