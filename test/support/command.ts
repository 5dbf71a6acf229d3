import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Command {
  child: ChildProcess;
  /** What it has printed so far. */
  stdout: () => string;
  stderr: () => string;
  finished: Promise<Finished>;
}

/** Nothing of the machine's own AWS or Temporal settings, and state in a directory of the test's own. */
export function bareEnvironment(dataDirectory: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|TEMPORAL_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    TUNEWRIGHT_DATA_DIR: dataDirectory,
    ...more,
  };
}

/** Starts the compiled command line without a terminal. */
export const command = (args: string[], env: NodeJS.ProcessEnv): Command => program(main, args, env);

/** Starts a program of Node.js. */
export function program(file: string, args: string[], env: NodeJS.ProcessEnv): Command {
  const child = spawn(process.execPath, [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, stdout: () => stdout, stderr: () => stderr, finished };
}

/** Runs a command to its end. */
export const run = (args: string[], env: NodeJS.ProcessEnv): Promise<Finished> => command(args, env).finished;
