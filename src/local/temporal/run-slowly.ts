import { superviseChild } from '../processes/supervise-child.js';
import type { ChildOptions } from '../processes/supervise-child.js';

const beatMilliseconds = 10_000;
const errorLines = 15;

export interface SlowCommand extends Omit<ChildOptions, 'graceMilliseconds'> {
  /** Milliseconds after which the command is stopped and counts as failed. */
  readonly limitMilliseconds: number;
  /** Milliseconds between two signs of life; 10,000 if left out. */
  readonly beatMilliseconds?: number;
}

/**
 * Runs a command to its end, and shows every ten seconds that it is still at it. Its own output is kept back; the end
 * of it is in the error if the command fails.
 */
export async function runSlowly({ limitMilliseconds, ...command }: SlowCommand): Promise<void> {
  const { name, log } = command;
  const begin = performance.now();
  const seconds = (): number => Math.round((performance.now() - begin) / 1000);
  const child = await superviseChild({ ...command, log: () => undefined });
  const beat = setInterval(
    () => log(`${name}: still at it after ${seconds()} s`),
    command.beatMilliseconds ?? beatMilliseconds,
  );
  const limit = setTimeout(() => void child.stop(), limitMilliseconds);
  try {
    const { code, signal } = await child.exited;
    if (code === 0) return;
    const end = `${signal === null ? `exit code ${code}` : signal} after ${seconds()} s`;
    throw new Error([`${name} failed (${end})`, ...child.tail().slice(-errorLines)].join('\n'));
  } finally {
    clearInterval(beat);
    clearTimeout(limit);
  }
}
