import { keptName } from '../temporal/endpoint-keeper.js';
import type { EndpointStatus } from '../contract/endpoint-workflow.js';
import type { Connection } from '@temporalio/client';
import { Aws, endpoints, sageMaker } from '../aws/index.js';
import type { EarlierRun } from '../contract/run/plan.js';
import type { DeployResult, FineTuneResult } from '../contract/run/results.js';
import type { RunKind, RunKinds } from '../contract/run/run-kinds.js';
import { readSweep, sweepProblems } from '../contract/read-sweep.js';
import type { SearchAttributeName } from '../contract/search-attributes.js';
import type { SweepRequest, SweepResult } from '../contract/sweep.js';
import { workflowTypes } from '../contract/workflow-types.js';
import { askingAws } from './asking-aws.js';
import type { ListedEndpoint } from './endpoints/endpoint.js';
import { Endpoint } from './endpoints/endpoint.js';
import { EndpointWorkflow } from './endpoints/endpoint-workflow.js';
import { InvalidInputError } from './errors.js';
import type { Continued, RequestsFrom } from './start/from-run.js';
import { continueFrom, modelOfRun } from './start/from-run.js';
import type { Preflight } from './start/preflight.js';
import { preflight } from './start/preflight.js';
import type { AnyResult } from './runs/run.js';
import { Run } from './runs/run.js';
import { runSummary } from './runs/run-description.js';
import type { RunCounts, RunFilter, RunPage } from './runs/run-list.js';
import { countRuns, listRuns } from './runs/run-list.js';
import type { RunSummary } from './runs/run-description.js';
import type { SetUp } from './search-attributes.js';
import { presentSearchAttributes, registerSearchAttributes } from './search-attributes.js';
import type { ScheduleTimes } from './schedules/schedule-options.js';
import { Schedules } from './schedules/schedules.js';
import { refuseClaimedName } from './start/claimed-name.js';
import { startRun } from './start/start-run.js';
import { StatusFeeds } from './runs/status-feeds.js';
import { sweep } from './sweep-region.js';
import { connectProblems } from './connect-options.js';
import type { ConnectOptions } from './connect-options.js';
import type { TemporalAccess } from './temporal.js';
import { connectTemporal } from './temporal.js';
import { upload } from './start/upload.js';
import { pollersOf } from './workers.js';

/** An estimate is not worth reading every run there ever was. */
const runsToLookAt = 50;

const runsOnAPage = 50;

/** How a run is started. */
export interface StartOptions {
  /** Id of the run; default: made up. */
  run?: string;
  /** Who starts it: a person's name, on record in the run's memo and no proof. */
  by?: string;
  /** Id or ARN of the KMS key that S3 encrypts data of this machine with; default: as the bucket says. */
  dataKmsKeyId?: string;
}

/**
 * The library: starts runs, follows them, decides at their gates, and asks their endpoints.
 *
 *     const tunewright = await Tunewright.connect();
 *     const run = await tunewright.fineTune({ model: { id: 'tensorflow-tc-…' }, data: './reviews/' });
 */
export class Tunewright {
  readonly aws: Aws;
  readonly #temporal: TemporalAccess;
  readonly #feeds = new StatusFeeds();

  /**
   * Connects to Temporal as the environment says, or goes by what you have already: a client or a connection of yours stays yours.
   * @example const tunewright = await Tunewright.connect({ client, taskQueue: 'models' });
   * @throws InvalidInputError of options that are unknown or contradict a client, UnreachableError, InvalidSettingsError where the environment says what can't be
   */
  static async connect(options: ConnectOptions = {}): Promise<Tunewright> {
    const problems = connectProblems(options);
    if (problems.length > 0) throw new InvalidInputError(problems);
    return new Tunewright(await connectTemporal(options), options.aws ?? new Aws());
  }

  private constructor(temporal: TemporalAccess, aws: Aws) {
    this.#temporal = temporal;
    this.aws = aws;
  }

  /** The Temporal namespace that runs are started in. */
  get namespace(): string {
    return this.#temporal.namespace;
  }

  /** `host:port` of the Temporal server; of a connection that was given only that it was. */
  get address(): string {
    return this.#temporal.address;
  }

  /**
   * Checks everything, uploads local data, and starts a run. Nothing is started when anything is wrong.
   * `request.from` goes on with the model of an earlier run: incremental training.
   * `run` is its id; a second start under the id of a run that is still going is refused.
   * @throws InvalidInputError, UnreachableError
   */
  fineTune(request: RequestsFrom['fineTune'], options: StartOptions = {}): Promise<Run<FineTuneResult>> {
    return this.#lookAndStart('fineTune', request, options);
  }

  /**
   * Deploys without training: an artifact, what an earlier run (`request.from`) trained, or the pretrained model as it is.
   * Checks, refuses and starts as {@link fineTune} does.
   * @throws InvalidInputError, UnreachableError
   */
  deploy(request: RequestsFrom['deploy'], options: StartOptions = {}): Promise<Run<DeployResult>> {
    return this.#lookAndStart('deploy', request, options);
  }

  /** The second half of {@link fineTune} and {@link deploy}, for who has looked already. @throws InvalidInputError, UnreachableError */
  async start<K extends RunKind>(
    looked: Preflight<K>,
    options: StartOptions = {},
  ): Promise<Run<RunKinds[K]['result']>> {
    await refuseClaimedName(this.#temporal.client, looked.plan, options.run);
    await this.#upload(looked, options);
    return this.run(await startRun(this.#temporal, looked, options));
  }

  /** Resolves `from` of a request; what is wrong with it is a problem. For dry runs. */
  continueFrom<K extends RunKind>(kind: K, request: RequestsFrom[K]): Promise<Continued<K>> {
    return continueFrom(kind, request, (run) => modelOfRun(this.run(run)));
  }

  /** The run of that id; asks nobody whether there is one. @throws InvalidInputError where that can be no id */
  run<R extends AnyResult = AnyResult>(id: string): Run<R> {
    if (typeof (id as unknown) !== 'string' || id === '') {
      throw new InvalidInputError([
        { field: 'run', message: 'must be the id of a run; list the runs with: tunewright runs list' },
      ]);
    }
    return new Run<R>(this.#temporal.client, this.aws, id, this.#feeds);
  }

  /** Fine-tunes and deployments, newest first. */
  async *runs(): AsyncGenerator<RunSummary> {
    const { fineTune, deploy } = workflowTypes;
    const found = this.#temporal.client.workflow.list({ query: `WorkflowType IN ('${fineTune}', '${deploy}')` });
    for await (const run of found) yield runSummary(run);
  }

  /** A page of the runs that a filter lets through, with what a list shows of each. @throws InvalidInputError where the server lacks the search attributes */
  listRuns(filter: RunFilter = {}, page: { limit?: number; cursor?: string | null } = {}): Promise<RunPage> {
    const { limit = runsOnAPage, cursor = null } = page;
    return listRuns(this.#temporal.client, filter, { limit, cursor });
  }

  /** How many runs there are, go on, wait for a decision, have failed. @throws InvalidInputError where the server lacks the search attributes */
  countRuns(): Promise<RunCounts> {
    return countRuns(this.#temporal.client);
  }

  /** How many workers polled the task queue in the last five minutes. */
  async workersPolling(): Promise<number> {
    return (await pollersOf(this.#temporal)).length;
  }

  /** Which of the search attributes that runs set the server has. */
  registeredSearchAttributes(): Promise<SearchAttributeName[]> {
    return presentSearchAttributes(this.#temporal.client.connection as Connection, this.namespace);
  }

  /** The newest finished run of a model that tells what SageMaker billed: what the likely cost of the next one is taken from. */
  async earlierRun(modelId: string): Promise<EarlierRun | null> {
    const query = `WorkflowType = '${workflowTypes.fineTune}' AND ExecutionStatus = 'Completed'`;
    let looked = 0;
    for await (const { workflowId } of this.#temporal.client.workflow.list({ query })) {
      const { model, trainingJob, dataset } = await this.run<FineTuneResult>(workflowId).result();
      const { billableTimeInSeconds } = trainingJob;
      if (model.id === modelId && billableTimeInSeconds !== undefined) {
        return { run: workflowId, billableTimeInSeconds, rows: dataset.rows };
      }
      if (++looked === runsToLookAt) break;
    }
    return null;
  }

  /**
   * What the workflow says that keeps the endpoint of that name in whatever case; its `holder` is a run that still goes on, and changes the
   * endpoint or has claimed the name for one. Null where there is no such workflow, or nobody answers.
   */
  keptName(name: string): Promise<EndpointStatus | null> {
    return keptName(this.#temporal.client, name);
  }

  /** The endpoint of that name; asks nobody whether there is one. */
  endpoint(name: string, region: string): Endpoint {
    return new Endpoint(this.aws, name, region, new EndpointWorkflow(this.#temporal.client, name, region));
  }

  /**
   * Finds what terminated or forgotten runs left, and deletes it where `delete` says so; a deletion names its region.
   * @throws InvalidInputError without a region, or for a request with other problems; RunFailedError
   */
  async sweep(asked: SweepRequest = {}): Promise<SweepResult> {
    const problems = sweepProblems(asked);
    if (problems.length > 0) throw new InvalidInputError(problems);
    const request = readSweep(asked);
    const region = request.region ?? (await this.aws.region());
    if (region !== undefined) return sweep(this.#temporal, { ...request, region });
    throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
  }

  /**
   * Checks a request as {@link fineTune} and {@link deploy} do, uploads local data once, and has Temporal start a run of it whenever one is
   * due. Resolves with what the schedule would do that may not be meant.
   * @example await tunewright.schedule('nightly', 'fineTune', request, { cron: ['0 3 * * *'], timeZone: 'Europe/Berlin' });
   * @throws InvalidInputError, UnreachableError
   */
  async schedule<K extends RunKind>(
    id: string,
    kind: K,
    request: RequestsFrom[K],
    times: ScheduleTimes,
    options: Pick<StartOptions, 'dataKmsKeyId'> = {},
  ): Promise<string[]> {
    const looked = await preflight(kind, await this.continueFrom(kind, request), this.aws);
    return this.createSchedule(id, looked, times, options);
  }

  /** The second half of {@link schedule}, for who has looked already. @throws InvalidInputError, UnreachableError */
  async createSchedule<K extends RunKind>(
    id: string,
    looked: Preflight<K>,
    times: ScheduleTimes,
    options: Pick<StartOptions, 'dataKmsKeyId'> = {},
  ): Promise<string[]> {
    await this.#upload(looked, options);
    return this.schedules.create(id, looked, times);
  }

  /** The schedules that start runs: {@link schedule} makes one. */
  get schedules(): Schedules {
    return new Schedules(this.#temporal);
  }

  /** Registers the search attributes of runs on the Temporal server. May be called again. @throws UnreachableError where it does not let us */
  setUp(): Promise<SetUp> {
    return registerSearchAttributes(this.#temporal.client.connection as Connection, this.namespace);
  }

  async #upload<K extends RunKind>(
    { uploads, plan }: Preflight<K>,
    { dataKmsKeyId: kmsKeyId }: Pick<StartOptions, 'dataKmsKeyId'>,
  ): Promise<void> {
    for (const target of uploads) await askingAws(() => upload(this.aws.clients(plan.region), target, { kmsKeyId }));
  }

  async #lookAndStart<K extends RunKind>(
    kind: K,
    request: RequestsFrom[K],
    options: StartOptions,
  ): Promise<Run<RunKinds[K]['result']>> {
    return this.start(await preflight(kind, await this.continueFrom(kind, request), this.aws), options);
  }

  /** Closes the connection to Temporal, unless it was given. Runs go on. */
  close(): Promise<void> {
    return this.#temporal.close();
  }
}

/** Endpoints of a region, newest first; all of them, not only Tunewright's. */
export async function listEndpoints(aws: Aws, region: string): Promise<ListedEndpoint[]> {
  const found: ListedEndpoint[] = [];
  await askingAws(async () => {
    for await (const { name, state, createdAt } of endpoints.list(sageMaker(aws.clients(region)))) {
      found.push({ name, status: state, createdAt: createdAt?.toISOString() ?? '' });
    }
  });
  return found;
}
