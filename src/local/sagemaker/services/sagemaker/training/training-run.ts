import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { nowInSeconds } from '../../../wire/clock.js';
import type { Faults } from '../../../faults/faults.js';
import { TransferError } from '../../s3/objects/s3-location.js';
import type { ObjectStore } from '../../s3/objects/object-store.js';
import {
  algorithmError,
  artifactUploadFailed,
  capacityError,
  dataDownloadFailed,
  internalServerError,
} from './failure-reasons.js';
import { cutReason, prepareOptMl, readFailure } from './prepare-opt-ml.js';
import { runContainer } from './run-container.js';
import { longestTimerMilliseconds } from '../../../../longest-timer.js';
import type { ContainerServices, JobHandle } from './run-container.js';
import { containerSeconds, isSimulated, stagedFailure } from './staged-training.js';
import { enter } from './enter-state.js';
import type { SecondaryStatus } from './training-states.js';
import type { StopCause } from './training-job.js';
import { outputUri, uploadDirectory } from './upload-artifacts.js';

export interface TrainingServices extends ContainerServices {
  readonly objects: ObjectStore;
  readonly faults: Faults;
  readonly region: string;
}

/** The end of a job; its message is the FailureReason. */
class JobFailure extends Error {}

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
    const waiting = this.#limitWait();
    try {
      const reason = from === 'Stopping' ? undefined : await this.#train(from);
      if (this.#closing.signal.aborted) return;
      await this.#finish(reason);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#end('Failed', reasonOf(error));
    } finally {
      clearTimeout(waiting);
    }
    await rm(this.#optMl, { recursive: true, force: true });
  }

  /** MaxWaitTimeInSeconds is for all of a managed spot job: waiting, training, and beginning again. */
  #limitWait(): NodeJS.Timeout | undefined {
    const { request, creationTime } = this.#job.get();
    const seconds = request.StoppingCondition?.MaxWaitTimeInSeconds;
    if (seconds === undefined) return undefined;
    const leftMilliseconds = (creationTime + seconds - nowInSeconds()) * 1000;
    return setTimeout(() => this.stop('wait'), Math.min(Math.max(0, leftMilliseconds), longestTimerMilliseconds));
  }

  /** @returns why it failed, or undefined if the container ended well or was stopped */
  async #train(from: 'Starting' | 'Downloading'): Promise<string | undefined> {
    if (from === 'Starting') await this.#pause(this.#services.durations.starting);
    if (this.#halted) return undefined;
    const { staged } = this.#job.get();
    if (staged?.outcome === 'CapacityError') return capacityError;
    if (staged?.outcome === 'MaxWaitTimeExceeded') return this.#waitInVain(staged.seconds ?? 0);
    this.#enter('Downloading');
    if (!isSimulated(staged)) await this.#download();
    if (this.#halted) return undefined;
    this.#enter('Training');
    const exitCode = await this.#runContainer();
    if (this.#halted) return undefined;
    if (this.#awaitsInterruption) return this.#interrupt();
    const exitReason = exitCode === 0 ? undefined : algorithmError(exitCode, await readFailure(this.#optMl));
    return stagedFailure(staged, exitReason);
  }

  #runContainer(): Promise<number> {
    return runContainer({
      job: this.#job,
      services: this.#services,
      optMl: this.#optMl,
      seconds: containerSeconds(this.#job.get().staged, this.#awaitsInterruption),
      stopping: this.#stopping.signal,
      closing: this.#closing.signal,
      outOfTime: () => this.stop('runtime'),
    });
  }

  /** There is no spot instance for it. */
  async #waitInVain(seconds: number): Promise<undefined> {
    await this.#pause(Math.min(seconds * 1000, longestTimerMilliseconds));
    if (!this.#halted) this.stop('wait');
  }

  /** The spot instance is gone: the job waits for another, and begins again. */
  async #interrupt(): Promise<string | undefined> {
    this.#enter('Interrupted');
    await this.#pause(this.#services.durations.starting);
    if (this.#halted) return undefined;
    this.#enter('Starting');
    return this.#train('Starting');
  }

  get #awaitsInterruption(): boolean {
    const { staged, transitions } = this.#job.get();
    return staged?.outcome === 'spot interruption' && !transitions.some(({ Status }) => Status === 'Interrupted');
  }

  async #finish(reason: string | undefined): Promise<void> {
    if (reason !== undefined) return this.#end('Failed', reason);
    if (!this.#stopCause) this.#enter('Uploading');
    const [model] = await Promise.all([this.#upload(), delay(this.#services.durations.uploading)]);
    if (model !== undefined) this.#job.change((job) => ({ ...job, modelArtifacts: model }));
    this.#end(outcomes[this.#stopCause ?? 'none']);
  }

  #download(): Promise<void> {
    const { objects: store, region } = this.#services;
    return failingAs(dataDownloadFailed, () => prepareOptMl(this.#job.get(), this.#optMl, { store, region }));
  }

  #upload(): Promise<string | undefined> {
    const { name, request } = this.#job.get();
    const { objects: store, region } = this.#services;
    const upload = (directory: string, file: string): Promise<string | undefined> => {
      const uri = outputUri(request.OutputDataConfig.S3OutputPath, name, file);
      return uploadDirectory({ store, region }, join(this.#optMl, directory), uri);
    };
    return failingAs(artifactUploadFailed, async () => {
      await upload('output/data', 'output.tar.gz');
      return upload('model', 'model.tar.gz');
    });
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
    // Where its directory really lies is this machine's business.
    const shown = reason?.replaceAll(this.#optMl, '/opt/ml');
    const failure = shown === undefined ? {} : { failureReason: cutReason(shown) };
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
  wait: 'MaxWaitTimeExceeded',
};

/** Objects that can't be transferred are the client's fault. */
async function failingAs<T>(reason: (message: string) => string, transfer: () => Promise<T>): Promise<T> {
  try {
    return await transfer();
  } catch (error) {
    throw error instanceof TransferError ? new JobFailure(reason(error.message)) : error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  return `${internalServerError} (${nameOf(error)})`;
}

/** What kind of error it is; its message may tell paths of this machine. */
const nameOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.name : 'no error');
