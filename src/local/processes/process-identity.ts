import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process beyond doubt: the system gives a pid away again, but not together with the same start time. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Digits; clock ticks since boot on Linux, seconds since 1970 elsewhere. Only good for comparing. */
  readonly startTime: string;
}

/** The process that has this pid now, or undefined if none runs under it. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const startTime = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Whether this very process still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.startTime === identity.startTime;
}

/**
 * Field 22 of /proc/PID/stat. The command's name, field 2, may hold spaces and parentheses, so counting starts after
 * the last one. Undefined for a zombie: it has ended, only its parent has not looked yet.
 * @internal
 */
export function startTimeFromStat(stat: string): string | undefined {
  const [state, ...fields] = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  return state === 'Z' || state === 'X' ? undefined : fields[18];
}

/** The same from `ps -o stat= -o lstart=`, as in `Ss Sat Aug  8 10:15:00 2026`. @internal */
export function startTimeFromPs(output: string): string | undefined {
  const match = /^(\S+)\s+(.+)$/.exec(output.trim());
  const seconds = Date.parse(match?.[2] ?? '') / 1000;
  return match?.[1]?.startsWith('Z') || Number.isNaN(seconds) ? undefined : String(seconds);
}

async function fromProc(pid: number): Promise<string | undefined> {
  try {
    return startTimeFromStat(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<string | undefined> {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { env });
    return startTimeFromPs(stdout);
  } catch {
    return undefined;
  }
}
