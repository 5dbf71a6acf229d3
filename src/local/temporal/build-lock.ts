import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isRunning } from '../processes/process-identity.js';
import type { ProcessIdentity } from '../processes/process-identity.js';
import type { LogLine } from '../processes/log-line.js';

const pollMilliseconds = 500;
const beatMilliseconds = 10_000;
const ownerFile = 'owner.json';

/**
 * Runs `work` while this process holds the lock at `path`. Whoever comes second waits and says so; a lock whose owner
 * is gone (pid and start time) is taken over. Should two processes take over at the same instant, the work is done
 * twice, which costs time and nothing else.
 */
export async function withLock<T>(path: string, log: LogLine, work: () => Promise<T>): Promise<T> {
  await acquire(path, log);
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function acquire(path: string, log: LogLine): Promise<void> {
  const begin = performance.now();
  let nextBeat = begin;
  while (!(await tryAcquire(path))) {
    const owner = await ownerOf(path);
    if (owner === undefined || !(await isRunning(owner))) {
      await discard(path);
      continue;
    }
    if (performance.now() >= nextBeat) {
      const waited = Math.round((performance.now() - begin) / 1000);
      log(`Process ${owner.pid} is making the same thing: waiting for it (${waited} s)`);
      nextBeat += beatMilliseconds;
    }
    await delay(pollMilliseconds);
  }
}

/** The directory appears with its owner inside in one step, so nobody ever sees a lock without an owner. */
async function tryAcquire(path: string): Promise<boolean> {
  const candidate = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await mkdir(candidate);
  try {
    await writeFile(join(candidate, ownerFile), JSON.stringify(await identify(process.pid)));
    await rename(candidate, path);
    return true;
  } catch (error) {
    await rm(candidate, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function ownerOf(path: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(join(path, ownerFile), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

async function discard(path: string): Promise<void> {
  const stale = `${path}.${randomUUID()}`;
  try {
    await rename(path, stale);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await rm(stale, { recursive: true, force: true });
}
