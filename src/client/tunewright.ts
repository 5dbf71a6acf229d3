import type { Connection, WorkflowExecutionInfo } from '@temporalio/client';
import { Aws, endpoints, sageMaker } from '../aws/index.js';
import type { EarlierRun } from '../contract/plan.js';
import type { DeployResult, FineTuneResult } from '../contract/results.js';
import type { SweepRequest, SweepResult } from '../contract/sweep.js';
import { workflowTypes } from '../contract/workflow-types.js';
import { askingAws } from './asking-aws.js';
import type { ListedEndpoint } from './endpoint.js';
import { Endpoint } from './endpoint.js';
import { EndpointKeeper } from './endpoint-keeper.js';
import { InvalidInputError } from './errors.js';
import type { DeployAsk, FineTuneAsk } from './from-run.js';
import { continueDeploy, continueFineTune, trainedModel } from './from-run.js';
import type { DeployPreflight, Preflight } from './preflight.js';
import { preflight, preflightDeploy } from './preflight.js';
import type { AnyResult } from './run.js';
import { Run } from './run.js';
import type { SetUp } from './search-attributes.js';
import { registerSearchAttributes } from './search-attributes.js';
import { startRun } from './start-run.js';
import { sweep } from './sweep.js';
import type { TemporalAccess } from './temporal.js';
import { connectTemporal } from './temporal.js';
import { upload } from './upload.js';

/** An estimate is not worth reading every run there ever was. */
const runsToLookAt = 50;

/**
 * The library: starts runs, follows them, decides at their gates, and asks their endpoints.
 *
 *     const tunewright = await Tunewright.connect();
 *     const run = await tunewright.fineTune({ model: { id: 'tensorflow-tc-…' }, data: './reviews/' });
 */
export class Tunewright {
  readonly aws: Aws;
  readonly #temporal: TemporalAccess;

  /** Connects to Temporal as the environment says. @throws UnreachableError */
  static async connect(): Promise<Tunewright> {
    return new Tunewright(await connectTemporal(), new Aws());
  }

  private constructor(temporal: TemporalAccess, aws: Aws) {
    this.#temporal = temporal;
    this.aws = aws;
  }

  get namespace(): string {
    return this.#temporal.namespace;
  }

  /**
   * Checks everything, uploads local data, and starts a run. Nothing is started when anything is wrong.
   * `request.from` goes on with the model of an earlier run: incremental training.
   * `run` is its id; a second start under the id of a run that is still going is refused.
   * @throws InvalidInputError, UnreachableError
   */
  async fineTune(request: FineTuneAsk, options: { run?: string } = {}): Promise<Run<FineTuneResult>> {
    const continued = await this.continueFineTune(request);
    return this.start(await preflight(continued.request, this.aws, continued), options);
  }

  /** The second half of {@link fineTune}, for a door that has looked already. */
  async start(
    { plan, request, upload: target }: Preflight,
    options: { run?: string } = {},
  ): Promise<Run<FineTuneResult>> {
    if (target !== null) await askingAws(() => upload(this.aws.clients(plan.region), target));
    const id = await startRun(this.#temporal.client, {
      type: workflowTypes.fineTune,
      id: options.run,
      prefix: 'fine-tune',
      request,
      summary: `Fine-tune ${plan.model.id} ${plan.model.version}`,
      details: `Data: \`${plan.dataset.uri}\` (${plan.dataset.rows} rows, ${plan.dataset.classes} classes)`,
    });
    return this.run(id);
  }

  /**
   * Deploys without training: an artifact, what an earlier run (`request.from`) trained, or the pretrained model as it is.
   * Checks, refuses and starts as {@link fineTune} does.
   * @throws InvalidInputError, UnreachableError
   */
  async deploy(request: DeployAsk, options: { run?: string } = {}): Promise<Run<DeployResult>> {
    const continued = await this.continueDeploy(request);
    return this.startDeploy(await preflightDeploy(continued.request, this.aws, continued.problems), options);
  }

  /** The second half of {@link deploy}, for a door that has looked already. */
  async startDeploy({ plan, request }: DeployPreflight, options: { run?: string } = {}): Promise<Run<DeployResult>> {
    const { modelData } = plan;
    const id = await startRun(this.#temporal.client, {
      type: workflowTypes.deploy,
      id: options.run,
      prefix: 'deploy',
      request,
      summary: `Deploy ${plan.model.id} ${plan.model.version}`,
      details: `Model: \`${'tarball' in modelData ? modelData.tarball : modelData.prefix}\``,
    });
    return this.run(id);
  }

  /** Resolves `from` of a request; what is wrong with it is a problem. For dry runs. */
  continueFineTune(ask: FineTuneAsk): ReturnType<typeof continueFineTune> {
    return continueFineTune(ask, this.#trained);
  }

  /** The same for a deployment. */
  continueDeploy(ask: DeployAsk): ReturnType<typeof continueDeploy> {
    return continueDeploy(ask, this.#trained);
  }

  run<R extends AnyResult = AnyResult>(id: string): Run<R> {
    return new Run<R>(this.#temporal.client, this.aws, id);
  }

  /** Fine-tunes and deployments, newest first. */
  async *runs(): AsyncGenerator<WorkflowExecutionInfo> {
    const { fineTune, deploy } = workflowTypes;
    yield* this.#temporal.client.workflow.list({ query: `WorkflowType IN ('${fineTune}', '${deploy}')` });
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

  endpoint(name: string, region: string): Endpoint {
    return new Endpoint(this.aws, name, region, new EndpointKeeper(this.#temporal.client, name, region));
  }

  /**
   * Finds what terminated or forgotten runs left, and deletes it where `delete` says so.
   * @throws InvalidInputError without a region, RunFailedError
   */
  async sweep(request: SweepRequest = {}): Promise<SweepResult> {
    const region = request.region ?? (await this.aws.region());
    if (region !== undefined) return sweep(this.#temporal.client, { ...request, region });
    throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
  }

  /** Registers the search attributes of runs on the Temporal server. May be called again. @throws UnreachableError where it does not let us */
  setUp(): Promise<SetUp> {
    return registerSearchAttributes(this.#temporal.client.connection as Connection, this.namespace);
  }

  readonly #trained = (run: string): ReturnType<typeof trainedModel> => trainedModel(this.run(run));

  async close(): Promise<void> {
    await this.#temporal.client.connection.close();
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
