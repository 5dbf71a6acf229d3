import { join } from 'node:path';
import { endProcess } from '../../../../processes/end-process.js';
import { sageMakerArn } from '../resources/sagemaker-arn.js';
import { nowInSeconds } from '../../../wire/clock.js';
import type { Tag } from '../resources/tag.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { Usage } from '../../../faults/fault-rule.js';
import { ensureWithinQuota, limitExceeded } from '../../quotas/instance-quota.js';
import type { Demand } from '../../quotas/instance-quota.js';
import { Documents, digest } from '../../../store/documents.js';
import { compileMetrics } from './training-metrics.js';
import { stagedTraining } from './staged-training.js';
import { enter } from './enter-state.js';
import { isTerminal } from './training-states.js';
import type { TrainingJob, TrainingRequest } from './training-job.js';
import { TrainingRun } from './training-run.js';
import type { TrainingServices } from './training-run.js';

export interface TrainingOptions extends TrainingServices {
  readonly region: string;
  /** Of the documents. */
  readonly directory: string;
  /** Of the running containers' /opt/ml. */
  readonly workDirectory: string;
  /** Hears of every change of a job. */
  readonly onTrainingJob?: (job: TrainingJob, before: TrainingJob | undefined) => void;
}

/** The training jobs of one region, stored and running. */
export class TrainingJobs {
  readonly #options: TrainingOptions;
  readonly #documents: Documents<TrainingJob>;
  readonly #runs = new Map<string, { readonly run: TrainingRun; readonly done: Promise<void> }>();
  readonly #resumed: Promise<unknown>;

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.#documents = new Documents(options.directory, options.onTrainingJob);
    const unfinished = this.#documents.values().filter(({ status }) => !isTerminal(status));
    this.#resumed = Promise.all(unfinished.map((job) => this.#resume(job)));
  }

  all(): TrainingJob[] {
    return this.#documents.values();
  }

  find(name: string): TrainingJob | undefined {
    return this.#documents.get(name);
  }

  /** @throws ServiceError ResourceInUse; ResourceLimitExceeded beyond a quota or on demand */
  create(name: string, request: TrainingJob['request'], tags: readonly Tag[]): TrainingJob {
    const arn = sageMakerArn(this.#options.region, 'training-job', name);
    if (this.#documents.has(name)) throw nameTaken(arn);
    compileMetrics((request as TrainingRequest).AlgorithmSpecification?.MetricDefinitions ?? []);
    const staged = this.#stagedFor(name, request);
    const now = nowInSeconds();
    const fresh = {
      ...staged,
      name,
      arn,
      request,
      tags,
      transitions: [],
      creationTime: now,
      lastModifiedTime: now,
      metrics: [],
    };
    const job = enter({ ...fresh, status: 'InProgress', secondaryStatus: 'Starting' }, 'Starting', now);
    this.#documents.put(name, job);
    this.#start(job, 'Starting');
    return job;
  }

  /** The job must be in a terminal state; its name is free again. */
  delete(name: string): void {
    this.#documents.delete(name);
  }

  setTags(name: string, tags: readonly Tag[]): void {
    this.#change(name, (job) => ({ ...job, tags }));
  }

  /** Asks a job that is in progress to stop. */
  stop(name: string): void {
    const running = this.#runs.get(name);
    if (running !== undefined) running.run.stop('request');
    // Its last container is still being ended after a restart; what stands here decides how it goes on.
    else this.#change(name, (job) => ({ ...enter(job, 'Stopping', nowInSeconds()), stopCause: 'request' }));
  }

  async close(): Promise<void> {
    await this.#resumed;
    for (const { run } of this.#runs.values()) run.close();
    await Promise.all([...this.#runs.values()].map(({ done }) => done));
  }

  #stagedFor(name: string, request: TrainingRequest): Pick<TrainingJob, 'staged'> {
    const isSpot = request.EnableManagedSpotTraining ?? false;
    const demand = this.#demand(request);
    const { faults } = this.#options;
    if (demand !== undefined) ensureWithinQuota(faults, demand);
    const rule = faults.onTraining({ name, instanceType: demand?.instanceType, isSpot });
    if (rule === undefined) return {};
    if (rule.outcome !== 'ResourceLimitExceeded') return { staged: stagedTraining(rule) };
    throw limitExceeded({ ...(demand ?? { ...smallest, delta: 1 }), used: 0, limit: 0 });
  }

  /** Undefined for a job that names no instance type. */
  #demand(request: TrainingRequest): Demand | undefined {
    const { instanceType, usage, delta } = instancesOf(request);
    if (instanceType === undefined) return undefined;
    const running = this.all().filter(({ status }) => !isTerminal(status));
    const same = running
      .map((job) => instancesOf(job.request))
      .filter((other) => isSame(other, { instanceType, usage }));
    return { instanceType, usage, delta, used: same.reduce((sum, other) => sum + other.delta, 0) };
  }

  /** After a restart: the container of the last life must be gone before the job runs again. */
  async #resume(job: TrainingJob): Promise<void> {
    if (job.container !== undefined) await endProcess(job.container);
    const { status } = this.#documents.get(job.name) ?? job;
    this.#start(job, status === 'Stopping' ? 'Stopping' : 'Downloading');
  }

  #start({ name, creationTime }: TrainingJob, from: 'Starting' | 'Downloading' | 'Stopping'): void {
    const handle = {
      get: () => this.#documents.get(name) as TrainingJob,
      change: (update: (job: TrainingJob) => TrainingJob) => this.#change(name, update),
    };
    // Not by the name alone: a deleted job may still be clearing up while another has its name.
    const optMl = join(this.#options.workDirectory, digest(`${name} ${creationTime}`));
    const run = new TrainingRun(handle, this.#options, optMl);
    const done = run.run(from).finally(() => {
      if (this.#runs.get(name)?.run === run) this.#runs.delete(name);
    });
    this.#runs.set(name, { run, done });
  }

  #change(name: string, update: (job: TrainingJob) => TrainingJob): void {
    const job = this.#documents.get(name);
    if (job !== undefined) this.#documents.put(name, update(job));
  }
}

const smallest = { instanceType: 'ml.m5.large', usage: 'training job' } as const;

interface Instances {
  readonly instanceType: string | undefined;
  readonly usage: Usage;
  readonly delta: number;
}

function instancesOf({ ResourceConfig, EnableManagedSpotTraining }: TrainingRequest): Instances {
  const { InstanceType: instanceType, InstanceCount: delta = 1 } = ResourceConfig ?? {};
  return { instanceType, usage: EnableManagedSpotTraining === true ? 'spot training job' : 'training job', delta };
}

function isSame(one: Omit<Instances, 'delta'>, other: Omit<Instances, 'delta'>): boolean {
  return one.instanceType === other.instanceType && one.usage === other.usage;
}

function nameTaken(arn: string): ServiceError {
  const message = `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`;
  return new ServiceError('ResourceInUse', message);
}
