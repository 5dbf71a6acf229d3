import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LogLine } from './log-line.js';

/** How many lines of output `tail()` remembers. */
const tailLines = 50;
/** How long the output of a child that has ended may stay open: a grandchild can hold it for ever. */
const outputMilliseconds = 500;

export interface ChildOptions {
  /** Stands before each line that goes to `log`, and in errors. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child; left out, it is this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Gets each line of standard output and standard error as `name: line`. */
  readonly log: LogLine;
  /** Milliseconds between SIGTERM and SIGKILL when it is stopped; 5000 if left out. */
  readonly graceMilliseconds?: number;
}

/** Exactly one of the two is set. */
interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface SupervisedChild {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the child has ended, however it did; never rejects. */
  readonly exited: Promise<ChildExit>;
  /** Ends the child, and resolves when it has ended; may be called again and after the end. */
  stop(): Promise<void>;
  /** The last lines of its output, at most 50, oldest first. */
  tail(): string[];
}

/**
 * Starts a child process that this one answers for. Rejects if the command can't be started at all; what it does
 * after that is told by `exited` and `tail`.
 */
export async function superviseChild(options: ChildOptions): Promise<SupervisedChild> {
  const { name, command, args, cwd, env = process.env, log, graceMilliseconds = 5000 } = options;
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], ...(cwd === undefined ? {} : { cwd }) });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      log(`${name}: ${line}`);
    });
  }
  const exited = endOf(child);
  const pid = await started(child, name);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    await exited;
    clearTimeout(kill);
  };
  return { name, pid, exited, stop, tail: () => [...tail] };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function started(child: Child, name: string): Promise<number> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new Error(`${name} could not be started: ${(cause as Error).message}`, { cause });
  }
  return child.pid as number;
}

/** The end is the end of the output ('close'), so that the tail is complete; see `outputMilliseconds` for the exception. */
function endOf(child: Child): Promise<ChildExit> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('exit', (code, signal) => {
      const giveUp = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, signal });
      }, outputMilliseconds);
      child.once('close', () => clearTimeout(giveUp));
    });
  });
}
