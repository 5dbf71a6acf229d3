import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

const pollMilliseconds = 50;
/** SIGKILL can't be refused, but a process inside a system call ends only after it. */
const killMilliseconds = 2000;

/** Asks a process that is not our child to end (SIGTERM), and makes it end (SIGKILL) after `graceMilliseconds` milliseconds. */
export async function endProcess(identity: ProcessIdentity, graceMilliseconds = 3000): Promise<void> {
  if (!(await isRunning(identity))) return;
  signal(identity.pid, 'SIGTERM');
  if (await endsWithin(identity, graceMilliseconds)) return;
  signal(identity.pid, 'SIGKILL');
  await endsWithin(identity, killMilliseconds);
}

async function endsWithin(identity: ProcessIdentity, limitMilliseconds: number): Promise<boolean> {
  const deadline = performance.now() + limitMilliseconds;
  while (await isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await delay(pollMilliseconds);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
