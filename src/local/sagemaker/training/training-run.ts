import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { nowInSeconds } from '../api/clock.js';
import type { Faults } from '../faults/faults.js';
import type { LogStore } from '../logs/log-store.js';
import type { Pace } from '../pace.js';
import { DownloadError } from '../s3/download.js';
import type { ObjectStore } from '../s3/object-store.js';
import { startContainer } from './container.js';
import type { TrainingContainer } from './container.js';
import { algorithmError, capacityError, dataDownloadFailed, internalServerError } from './failure-reasons.js';
import { compileMetrics, observe } from './metrics.js';
import { cutReason, prepareOptMl, readFailure } from './opt-ml.js';
import { simulateContainer } from './simulated-container.js';
import { enter } from './states.js';
import type { SecondaryStatus } from './states.js';
import { maxRuntimeSeconds } from './training-job.js';
import type { StopCause, TrainingJob } from './training-job.js';
import { outputUri, uploadDirectory } from './upload-artifacts.js';

const logGroup = '/aws/sagemaker/TrainingJobs';
/** Timers of Node.js hold at most 2^31 - 1 ms; nothing trains for 24 days here. */
const longestTimerMs = 2_147_483_647;
/** How long a container may take to end when this process itself is closing. */
const closeGraceMs = 2000;

/** The stored job: `change` saves before it returns. */
export interface JobHandle {
  get(): TrainingJob;
  change(update: (job: TrainingJob) => TrainingJob): void;
}

export interface TrainingServices {
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly pace: Pace;
  readonly faults: Faults;
  /** The JavaScript file that plays the training image. */
  readonly trainerEntry: string;
  /** Where the trainer keeps encoded texts from one job to the next. */
  readonly encodingCache: string;
}

/** One life of a training job, from Starting (or Downloading, after a restart) to a terminal state. */
export class TrainingRun {
  readonly #job: JobHandle;
  readonly #services: TrainingServices;
  readonly #optMl: string;
  readonly #stopping = new AbortController();
  readonly #closing = new AbortController();

  constructor(job: JobHandle, services: TrainingServices, optMl: string) {
    this.#job = job;
    this.#services = services;
    this.#optMl = optMl;
  }

  /** Asks the job to stop; it goes on to upload what the container has saved. */
  stop(cause: StopCause): void {
    if (this.#stopping.signal.aborted) return;
    this.#job.change((job) => ({ ...enter(job, 'Stopping', nowInSeconds()), stopCause: cause }));
    this.#stopping.abort();
  }

  /** Ends the container and leaves the job as it stands: the next start runs it again. */
  close(): void {
    this.#closing.abort();
  }

  /** Resolves when the job is in a terminal state, or has been left as it stands. Never rejects. */
  async run(from: 'Starting' | 'Downloading' | 'Stopping'): Promise<void> {
    try {
      const reason = from === 'Stopping' ? undefined : await this.#train(from);
      if (this.#closing.signal.aborted) return;
      await this.#finish(reason);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#end('Failed', reasonOf(error));
    }
    await rm(this.#optMl, { recursive: true, force: true });
  }

  /** @returns why it failed, or undefined if the container ended well or was stopped */
  async #train(from: 'Starting' | 'Downloading'): Promise<string | undefined> {
    if (from === 'Starting') await this.#pause(this.#services.pace.starting);
    if (this.#halted) return undefined;
    const { staged } = this.#job.get();
    if (staged?.outcome === 'CapacityError') return capacityError;
    this.#enter('Downloading');
    if (staged === undefined) await prepareOptMl(this.#job.get(), this.#optMl, this.#services.objects);
    if (this.#halted) return undefined;
    this.#enter('Training');
    const exitCode = await this.#runContainer();
    if (this.#halted) return undefined;
    if (this.#awaitsInterruption) return this.#interrupt();
    if (staged?.outcome === 'InternalServerError') return internalServerError;
    return exitCode === 0 ? undefined : algorithmError(exitCode, await readFailure(this.#optMl));
  }

  /** The spot instance is gone: the job waits for another, and begins again. */
  async #interrupt(): Promise<string | undefined> {
    this.#enter('Interrupted');
    await this.#pause(this.#services.pace.starting);
    if (this.#halted) return undefined;
    this.#enter('Starting');
    return this.#train('Starting');
  }

  get #awaitsInterruption(): boolean {
    const { staged, transitions } = this.#job.get();
    return staged?.outcome === 'spot interruption' && !transitions.some(({ Status }) => Status === 'Interrupted');
  }

  async #runContainer(): Promise<number> {
    const container = await this.#startContainer();
    const { identity } = container;
    if (identity !== undefined) this.#job.change((job) => ({ ...job, container: identity }));
    const limitMs = Math.min(maxRuntimeSeconds(this.#job.get().request) * 1000, longestTimerMs);
    const runtime = setTimeout(() => this.stop('runtime'), limitMs);
    const ended = this.#endContainerWhenHalted(container);
    const exitCode = await container.exited;
    clearTimeout(runtime);
    ended();
    this.#job.change(({ container: _, ...job }) => job);
    return exitCode;
  }

  async #startContainer(): Promise<TrainingContainer> {
    const { staged, request } = this.#job.get();
    const io = { optMl: this.#optMl, onLine: this.#lineSink() };
    if (staged === undefined) {
      return startContainer({
        ...io,
        entry: this.#services.trainerEntry,
        environment: request.Environment ?? {},
        encodingCache: this.#services.encodingCache,
      });
    }
    const seconds = this.#awaitsInterruption ? staged.seconds / 2 : staged.seconds;
    return simulateContainer({ ...io, staged, seconds });
  }

  /** @returns a function to call when the container has ended */
  #endContainerWhenHalted(container: TrainingContainer): () => void {
    const timers: NodeJS.Timeout[] = [];
    let hasEnded = false;
    const end = (graceMs: number): void => {
      if (hasEnded) return;
      container.signal('SIGTERM');
      timers.push(setTimeout(() => container.signal('SIGKILL'), graceMs));
    };
    whenAborted(this.#stopping.signal, () => end(this.#services.pace.stopGrace));
    whenAborted(this.#closing.signal, () => end(Math.min(closeGraceMs, this.#services.pace.stopGrace)));
    return () => {
      hasEnded = true;
      timers.forEach(clearTimeout);
    };
  }

  #lineSink(): (line: string) => void {
    const { name, request } = this.#job.get();
    const compiled = compileMetrics(request.AlgorithmSpecification?.MetricDefinitions ?? []);
    const { logs } = this.#services;
    const stream = logs.create(logGroup, `${name}/algo-1-${Math.floor(nowInSeconds())}`);
    return (line) => {
      logs.append(stream, [line]);
      const metrics = observe(this.#job.get().metrics, compiled, line);
      if (metrics !== this.#job.get().metrics) this.#job.change((job) => ({ ...job, metrics }));
    };
  }

  async #finish(reason: string | undefined): Promise<void> {
    if (reason !== undefined) return this.#end('Failed', reason);
    if (!this.#stopCause) this.#enter('Uploading');
    const [model] = await Promise.all([this.#upload(), delay(this.#services.pace.uploading)]);
    if (model !== undefined) this.#job.change((job) => ({ ...job, modelArtifacts: model }));
    this.#end(outcomes[this.#stopCause ?? 'none']);
  }

  async #upload(): Promise<string | undefined> {
    const { name, request } = this.#job.get();
    const { objects } = this.#services;
    const uri = (file: string): string => outputUri(request.OutputDataConfig.S3OutputPath, name, file);
    await uploadDirectory(objects, join(this.#optMl, 'output/data'), uri('output.tar.gz'));
    return uploadDirectory(objects, join(this.#optMl, 'model'), uri('model.tar.gz'));
  }

  get #stopCause(): StopCause | undefined {
    return this.#job.get().stopCause;
  }

  get #halted(): boolean {
    return this.#stopping.signal.aborted || this.#closing.signal.aborted;
  }

  #enter(status: SecondaryStatus): void {
    this.#job.change((job) => enter(job, status, nowInSeconds()));
  }

  #end(status: SecondaryStatus, reason?: string): void {
    const failure = reason === undefined ? {} : { failureReason: cutReason(reason) };
    this.#job.change(({ container: _, ...job }) => ({ ...enter(job, status, nowInSeconds()), ...failure }));
  }

  async #pause(milliseconds: number): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, this.#closing.signal]);
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** Why the container was stopped, if it was -> where the job ends. */
const outcomes: Readonly<Record<StopCause | 'none', SecondaryStatus>> = {
  none: 'Completed',
  request: 'Stopped',
  runtime: 'MaxRuntimeExceeded',
};

function reasonOf(error: unknown): string {
  return error instanceof DownloadError
    ? dataDownloadFailed(error.message)
    : `${internalServerError} (${String(error)})`;
}

function whenAborted(signal: AbortSignal, run: () => void): void {
  if (signal.aborted) run();
  else signal.addEventListener('abort', run, { once: true });
}
