import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Decision, DecisionRecord } from '../../contract/messages.js';
import { messageNames } from '../../contract/messages.js';
import type { GateName } from '../../contract/run/requests.js';
import type { DeployResult, FineTuneResult } from '../../contract/run/results.js';
import type { RunStatus } from '../../contract/run/status.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { defined } from '../../contract/defined.js';
import type { Aws } from '../../aws/index.js';
import { Endpoint } from '../endpoints/endpoint.js';
import { EndpointWorkflow } from '../endpoints/endpoint-workflow.js';
import { DecisionRefusedError } from '../errors.js';
import { describe, describeRun, look } from './look.js';
import type { TrainedModel, Training } from './trained-model.js';
import { trainedModel, trainingIn } from './trained-model.js';
import { runDescription } from './run-description.js';
import type { RunDescription } from './run-description.js';
import { runFailure } from '../run-failure.js';
import { onceBack } from '../server-away.js';
import type { RunRecord } from './run-record.js';
import { runRecord } from './run-record.js';
import type { RunSnapshot } from './snapshot.js';
import { snapshot } from './snapshot.js';
import { StatusFeeds } from './status-feeds.js';
import type { WatchOptions } from './status-feeds.js';

/** Who decides at a gate, why, and on which report. */
export interface Decider {
  /** The person's name, 1 to 100 characters. */
  by: string;
  reason?: string;
  /**
   * Digest of the gate's report that was decided on; a decision on an outdated report is refused. Left out: on whatever stands.
   * Needed once the run was reset.
   */
  digest?: string;
}

/** The result of either type of run. */
export type AnyResult = FineTuneResult | DeployResult;

type LiveEndpoint = Endpoint & Omit<DeployResult['endpoint'], 'status'>;

/** What a run came to. `endpoint` is live: `await endpoint.predict('a fine film')`; null where the request asked to train only. */
export type RunResult<R extends AnyResult = AnyResult> = R extends AnyResult
  ? Omit<R, 'endpoint'> & { endpoint: null extends R['endpoint'] ? LiveEndpoint | null : LiveEndpoint }
  : never;

/** One run, a fine-tune or a deployment, wherever its worker is. */
export class Run<R extends AnyResult = AnyResult> {
  readonly id: string;
  readonly #client: Client;
  readonly #aws: Aws;
  readonly #handle: WorkflowHandle;
  readonly #feeds: StatusFeeds;

  /** @param feeds shared with whoever else watches runs through the same client */
  constructor(client: Client, aws: Aws, id: string, feeds = new StatusFeeds()) {
    this.id = id;
    this.#feeds = feeds;
    this.#aws = aws;
    this.#client = client;
    this.#handle = client.workflow.getHandle(id);
  }

  /** What the server knows of the run; no worker is needed to tell it. @throws InvalidInputError when there is no such run */
  async describe(): Promise<RunDescription> {
    const description = await describe(this.#handle);
    const training = await this.#training(description.type);
    return runDescription(description, training?.artifact ?? null);
  }

  /**
   * What its training job made, however the run ended: with its artifact another run deploys it or trains it further. Null where no
   * job of it has completed. SageMaker is asked only where the run ended before its job did.
   * @throws InvalidInputError when there is no such run, UnreachableError
   */
  async trained(): Promise<TrainedModel | null> {
    const { type } = await describe(this.#handle);
    const training = await this.#training(type);
    return training === null ? null : trainedModel(this.#aws, training);
  }

  /** Status, request, plan and steps in one; `before`: the last one, so that only what has changed is asked for. @throws InvalidInputError when there is no such run */
  snapshot(before: RunSnapshot | null = null): Promise<RunSnapshot> {
    return snapshot(this.#client, this.#aws, this.#handle, before);
  }

  /** Request, plan and steps, by its history: no worker is needed to tell them. @throws InvalidInputError when there is no such run */
  async record(): Promise<RunRecord> {
    await describe(this.#handle);
    return runRecord(this.#client, await this.#handle.fetchHistory());
  }

  /** What the run says of itself, with the live progress of its training job; null while no worker answers. */
  async status(): Promise<RunStatus | null> {
    return (await look(this.#client, this.#aws, this.#handle)).status;
  }

  /**
   * The status whenever it changes, until the run has ended. Times without a worker or a server are waited out. However many watch a run of one
   * `Tunewright`, the server is asked once a second.
   */
  watch(options: WatchOptions = {}): AsyncGenerator<RunStatus> {
    return this.#feeds.watch(this.id, (before) => look(this.#client, this.#aws, this.#handle, before), options);
  }

  /** Approves at an open gate; undefined: the one that is open. @throws DecisionRefusedError with the reason, InvalidInputError when there is no such run */
  approve(gate: GateName | undefined, decider: Decider): Promise<DecisionRecord> {
    return this.#decide({ ...decider, ...defined({ gate }), decision: 'approve' });
  }

  /** Rejects at an open gate: the run undoes what it made, and ends as rejected. @throws DecisionRefusedError with the reason, InvalidInputError when there is no such run */
  reject(gate: GateName | undefined, decider: Decider): Promise<DecisionRecord> {
    return this.#decide({ ...decider, ...defined({ gate }), decision: 'reject' });
  }

  /**
   * Asks the run to stop and undo what it made; it ends once that is done. False where it has ended already.
   * @throws InvalidInputError when there is no such run
   */
  async cancel(): Promise<boolean> {
    const { status } = await describeRun(this.#handle);
    if (status.name !== 'RUNNING') return false;
    await this.#handle.cancel();
    return true;
  }

  /**
   * Waits for the end, also while the server is away: the result, with an endpoint that can be asked.
   * @throws RunFailedError unless the run is done, InvalidInputError when there is no such run
   */
  async result(): Promise<RunResult<R>> {
    await onceBack(() => describeRun(this.#handle));
    try {
      const result = (await onceBack(() => this.#handle.result())) as R;
      return { ...result, endpoint: this.#live(result.endpoint) } as unknown as RunResult<R>;
    } catch (error) {
      throw runFailure(this.id, error);
    }
  }

  async #training(type: string): Promise<Training | null> {
    return type === workflowTypes.fineTune ? trainingIn(this.#client, await this.#handle.fetchHistory()) : null;
  }

  #live(endpoint: AnyResult['endpoint']): LiveEndpoint | null {
    if (endpoint === null) return null;
    // A live endpoint is asked for its status.
    const { status: _inService, ...figures } = endpoint;
    const workflow = new EndpointWorkflow(this.#client, endpoint.name, endpoint.region);
    return Object.assign(new Endpoint(this.#aws, endpoint.name, endpoint.region, workflow), figures);
  }

  async #decide(decision: Decision): Promise<DecisionRecord> {
    await describeRun(this.#handle);
    try {
      return await this.#handle.executeUpdate<DecisionRecord, [Decision]>(messageNames.decide, { args: [decision] });
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) {
        throw new DecisionRefusedError(error.cause?.message ?? error.message, { cause: error });
      }
      if (error instanceof WorkflowNotFoundError) {
        throw new DecisionRefusedError(`run ${this.id} has ended`, { cause: error });
      }
      throw error;
    }
  }
}
