import { longestTimerMilliseconds } from '../../../../longest-timer.js';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingContainer } from './training-container.js';
import type { StagedTraining } from './staged-training.js';

export interface SimulationOptions {
  readonly staged: StagedTraining;
  /** How long this container runs, in seconds. */
  readonly seconds: number;
  /** The directory that plays /opt/ml. */
  readonly optMl: string;
  /** Gets each line of its output. */
  readonly onLine: (line: string) => void;
}

/**
 * A training container that only passes the time, in this process: thousands may run at once. It says so in its log,
 * and its model is a text that says so too.
 */
export function simulateContainer({ staged, seconds, optMl, onLine }: SimulationOptions): TrainingContainer {
  const { promise: exited, resolve } = withResolvers<number>();
  mkdirSync(join(optMl, 'model'), { recursive: true });
  mkdirSync(join(optMl, 'output'), { recursive: true });
  onLine(
    `SIMULATED TRAINING by the local stand-in of Tunewright: no data is read and nothing is learned. It lasts ${seconds} s; asked for: ${staged.outcome}.`,
  );
  let hasEnded = false;
  const end = (line: string, exitCode: number): void => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(timer);
    onLine(line);
    // As the toolkit of the framework containers takes its leave.
    onLine(`Reporting training ${exitCode === 0 ? 'SUCCESS' : 'FAILURE'}`);
    if (exitCode === 0) writeFileSync(join(optMl, 'model/SIMULATED.txt'), 'Simulated training: this is no model.\n');
    else writeFileSync(join(optMl, 'output/failure'), 'simulated failure');
    resolve(exitCode);
  };
  const timer = setTimeout(
    () => (staged.outcome === 'AlgorithmError' ? end('Simulated failure', 1) : end('Simulated training has ended', 0)),
    Math.min(seconds * 1000, longestTimerMilliseconds),
  );
  return { identity: undefined, exited, signal: (name) => end(`Simulated training was ended by ${name}`, 0) };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
