import { nowInSeconds } from '../../../wire/clock.js';
import type { LogStore } from '../../logs/log-store.js';
import type { StageDurations } from '../resources/stage-durations.js';
import { startContainer } from './training-container.js';
import type { TrainingContainer } from './training-container.js';
import { TrainingMetrics } from './training-metrics.js';
import { simulateContainer } from './simulated-container.js';
import { longestTimerMilliseconds } from '../../../../longest-timer.js';
import { isSimulated } from './staged-training.js';
import { maxRuntimeSeconds } from './training-job.js';
import type { TrainingJob } from './training-job.js';

const logGroup = '/aws/sagemaker/TrainingJobs';
/** How long a container may take to end when this process itself is closing. */
const closeGraceMilliseconds = 2000;

/** Characters of a job's log that are kept: a program that writes without end must not fill the disk. */
const longestLog = 64 * 1024 * 1024;

/** As Keras begins the lines of an epoch, and the trainer here with it. */
const epochPattern = /^Epoch (\d+\/\d+)/;

/** The stored job: `change` saves before it returns. */
export interface JobHandle {
  get(): TrainingJob;
  change(update: (job: TrainingJob) => TrainingJob): void;
}

export interface ContainerServices {
  readonly logs: LogStore;
  readonly durations: StageDurations;
  /** The JavaScript file that plays the training image. */
  readonly trainerEntry: string;
  /** Where the trainer keeps encoded texts from one job to the next. */
  readonly encodingCache: string;
}

export interface ContainerRun {
  readonly job: JobHandle;
  readonly services: ContainerServices;
  /** The directory that plays /opt/ml. */
  readonly optMl: string;
  /** How long a simulated container runs, and after how long a real one is killed on demand; left out: it is not. */
  readonly seconds: number | undefined;
  readonly stopping: AbortSignal;
  readonly closing: AbortSignal;
  /** Called when MaxRuntimeInSeconds have passed. */
  readonly outOfTime: () => void;
}

/** Runs the container of a job to its end, its output going to the job's log and metrics. @returns its exit code */
export async function runContainer(run: ContainerRun): Promise<number> {
  const { job, outOfTime } = run;
  const container = await start(run);
  const { identity } = container;
  if (identity !== undefined) job.change((before) => ({ ...before, container: identity }));
  const limitMilliseconds = Math.min(maxRuntimeSeconds(job.get().request) * 1000, longestTimerMilliseconds);
  const runtime = setTimeout(outOfTime, limitMilliseconds);
  const ended = endWhenHalted(container, run);
  const exitCode = await container.exited;
  clearTimeout(runtime);
  ended();
  job.change(({ container: _, ...rest }) => rest);
  return exitCode;
}

async function start({ job, services, optMl, seconds }: ContainerRun): Promise<TrainingContainer> {
  const { staged, request } = job.get();
  const toLog = lineSink(job, services.logs);
  const onLine = (line: string): void => toLog(line.replaceAll(optMl, '/opt/ml'));
  if (staged !== undefined && isSimulated(staged))
    return simulateContainer({ staged, seconds: seconds ?? 0, optMl, onLine });
  const container = await startContainer({
    optMl,
    onLine,
    entry: services.trainerEntry,
    environment: request.Environment ?? {},
    encodingCache: services.encodingCache,
  });
  if (seconds === undefined) return container;
  const timer = setTimeout(() => container.signal('SIGKILL'), Math.min(seconds * 1000, longestTimerMilliseconds));
  void container.exited.then(() => clearTimeout(timer));
  return container;
}

/** @returns a function to call when the container has ended */
function endWhenHalted(container: TrainingContainer, { services, stopping, closing }: ContainerRun): () => void {
  const { stopGrace } = services.durations;
  const timers: NodeJS.Timeout[] = [];
  let hasEnded = false;
  const end = (graceMilliseconds: number): void => {
    if (hasEnded) return;
    container.signal('SIGTERM');
    timers.push(setTimeout(() => container.signal('SIGKILL'), graceMilliseconds));
  };
  whenAborted(stopping, () => end(stopGrace));
  whenAborted(closing, () => end(Math.min(closeGraceMilliseconds, stopGrace)));
  return () => {
    hasEnded = true;
    timers.forEach(clearTimeout);
  };
}

function lineSink(job: JobHandle, logs: LogStore): (line: string) => void {
  const { name, request } = job.get();
  const stream = logs.create(logGroup, `${name}/algo-1-${Math.floor(nowInSeconds())}`);
  let left = longestLog;
  const append = (line: string): void => {
    if (left <= 0) return;
    left -= line.length;
    logs.append(stream, left > 0 ? [line] : [line, `the log is cut here: it has more than ${longestLog} characters`]);
  };
  const reader = new TrainingMetrics(request.AlgorithmSpecification?.MetricDefinitions ?? [], (metric) =>
    append(`metric ${metric} is given up: its regular expression takes too long`),
  );
  return (line) => {
    append(line);
    const before = job.get();
    const metrics = reader.after(line, before.metrics);
    const epoch = epochPattern.exec(line)?.[1] ?? before.epoch;
    if (metrics === before.metrics && epoch === before.epoch) return;
    job.change((stored) => ({ ...stored, metrics, ...(epoch === undefined ? {} : { epoch }) }));
  };
}

function whenAborted(signal: AbortSignal, run: () => void): void {
  if (signal.aborted) run();
  else signal.addEventListener('abort', run, { once: true });
}
