import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { identify } from '../../../../processes/process-identity.js';
import type { ProcessIdentity } from '../../../../processes/process-identity.js';
import { minimalEnvironment } from '../containers/minimal-environment.js';

export interface ContainerOptions {
  /** The JavaScript file that plays the training image. */
  readonly entry: string;
  /** The directory that plays /opt/ml. */
  readonly optMl: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the trainer keeps encoded texts from one job to the next. */
  readonly encodingCache: string;
  /** Gets each line of standard output and standard error. */
  readonly onLine: (line: string) => void;
}

/** A training "container": a child process. */
export interface TrainingContainer {
  readonly identity: ProcessIdentity | undefined;
  /** Resolves with the exit code, 128 + n after signal n as in a shell; never rejects. */
  readonly exited: Promise<number>;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
}

/** A grandchild can hold the output open after the end; it is not waited for longer than this. */
const outputMilliseconds = 500;
const exitCodes: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };

export async function startContainer(options: ContainerOptions): Promise<TrainingContainer> {
  const child = spawn(process.execPath, [options.entry, '--opt-ml', options.optMl], {
    cwd: options.optMl,
    env: { ...minimalEnvironment(options.environment), TUNEWRIGHT_ENCODING_CACHE: options.encodingCache },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C in the terminal is for this process, which then decides about its children.
    detached: true,
  });
  const exited = new Promise<number>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      resolve(code ?? exitCodes[signal ?? 'SIGKILL'] ?? 1);
    };
    child.once('error', () => resolve(127));
    child.once('close', end);
    child.once('exit', (code, signal) => setTimeout(() => end(code, signal), outputMilliseconds).unref());
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', options.onLine);
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  return { identity, exited, signal: (name) => void child.kill(name) };
}
