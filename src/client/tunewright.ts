import { randomUUID } from 'node:crypto';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { Aws, sageMaker } from '../aws/index.js';
import type { EarlierRun } from '../contract/plan.js';
import type { FineTuneRequest } from '../contract/requests.js';
import { taskQueue, workflowTypes } from '../contract/workflow-types.js';
import type { ListedEndpoint } from './endpoint.js';
import { Endpoint } from './endpoint.js';
import { InvalidInputError } from './errors.js';
import type { Preflight } from './preflight.js';
import { askingAws } from './asking-aws.js';
import { preflight } from './preflight.js';
import { Run } from './run.js';
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
   * `run` is its id; a second start under the id of a run that is still going is refused.
   * @throws InvalidInputError, UnreachableError
   */
  async fineTune(request: FineTuneRequest, options: { run?: string } = {}): Promise<Run> {
    return this.start(await preflight(request, this.aws), options);
  }

  /** The second half of {@link fineTune}, for a door that has looked already. */
  async start({ plan, request, upload: target }: Preflight, options: { run?: string } = {}): Promise<Run> {
    if (target !== null) await askingAws(() => upload(this.aws.clients(plan.region), target));
    const id = options.run ?? `fine-tune-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    try {
      await this.#temporal.client.workflow.start(workflowTypes.fineTune, {
        taskQueue,
        workflowId: id,
        args: [request],
        staticSummary: `Fine-tune ${plan.model.id} ${plan.model.version}`,
        staticDetails: `Data: \`${plan.dataset.uri}\` (${plan.dataset.rows} rows, ${plan.dataset.classes} classes)`,
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      throw new InvalidInputError([
        { field: 'run', message: `"${id}" is still going; watch it, or choose another id` },
      ]);
    }
    return this.run(id);
  }

  run(id: string): Run {
    return new Run(this.#temporal.client, this.aws, id);
  }

  /** Newest first. */
  async *runs(): AsyncGenerator<WorkflowExecutionInfo> {
    yield* this.#temporal.client.workflow.list({ query: `WorkflowType = '${workflowTypes.fineTune}'` });
  }

  /** The newest finished run of a model that tells what SageMaker billed: what the likely cost of the next one is taken from. */
  async earlierRun(modelId: string): Promise<EarlierRun | null> {
    const query = `WorkflowType = '${workflowTypes.fineTune}' AND ExecutionStatus = 'Completed'`;
    let looked = 0;
    for await (const { workflowId } of this.#temporal.client.workflow.list({ query })) {
      const { model, trainingJob, dataset } = await this.run(workflowId).result();
      const { billableTimeInSeconds } = trainingJob;
      if (model.id === modelId && billableTimeInSeconds !== undefined) {
        return { run: workflowId, billableTimeInSeconds, rows: dataset.rows };
      }
      if (++looked === runsToLookAt) break;
    }
    return null;
  }

  endpoint(name: string, region: string): Endpoint {
    return new Endpoint(this.aws, name, region);
  }

  async close(): Promise<void> {
    await this.#temporal.client.connection.close();
  }
}

/** Endpoints of a region, newest first; all of them, not only Tunewright's. */
export async function listEndpoints(aws: Aws, region: string): Promise<ListedEndpoint[]> {
  const found = await askingAws(() => sageMaker(aws.clients(region)).listEndpoints());
  return found.map(({ EndpointName, EndpointStatus, CreationTime }) => ({
    name: EndpointName ?? '',
    status: EndpointStatus ?? '',
    createdAt: CreationTime?.toISOString() ?? '',
  }));
}
