import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Decision, DecisionRecord } from '../contract/messages.js';
import { messageNames } from '../contract/messages.js';
import type { GateName } from '../contract/requests.js';
import type { DeployResult, FineTuneResult } from '../contract/results.js';
import type { RunStatus } from '../contract/status.js';
import type { Aws } from '../aws/index.js';
import { Endpoint } from './endpoint.js';
import { EndpointKeeper } from './endpoint-keeper.js';
import { DecisionRefusedError, InvalidInputError } from './errors.js';
import { pendingProgress } from './progress.js';
import { queryStatus } from './query-status.js';
import { runFailure } from './run-failure.js';

const watchIntervalMilliseconds = 1_000;

export interface Decider {
  by?: string;
  reason?: string;
  /** Digest of the gate's report that was decided on; a decision on an outdated report is refused. Left out: on whatever stands. */
  report?: string;
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

  constructor(client: Client, aws: Aws, id: string) {
    this.id = id;
    this.#aws = aws;
    this.#client = client;
    this.#handle = client.workflow.getHandle(id);
  }

  /** @throws InvalidInputError when there is no such run */
  async describe(): Promise<WorkflowExecutionDescription> {
    try {
      return await this.#handle.describe();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      throw new InvalidInputError([
        { field: 'run', message: `"${this.id}" does not exist; list the runs with: tunewright runs list` },
      ]);
    }
  }

  /** What the run says of itself, with the live progress of its training job; null while no worker answers. */
  async status(): Promise<RunStatus | null> {
    const description = await this.describe();
    const status = await queryStatus<RunStatus>(this.#client, this.#handle);
    if (status === null) return null;
    const progress = pendingProgress(description);
    return progress === undefined ? status : { ...status, progress };
  }

  /** The status whenever it changes, until the run has ended. Times without a worker are waited out. */
  async *watch(options: { signal?: AbortSignal } = {}): AsyncGenerator<RunStatus> {
    let last = '';
    for (;;) {
      const description = await this.describe();
      const status = await this.status();
      const text = JSON.stringify(status);
      if (status !== null && text !== last) yield status;
      last = text;
      if (description.status.name !== 'RUNNING' || options.signal?.aborted === true) return;
      await pause(watchIntervalMilliseconds, options.signal);
    }
  }

  approve(gate?: GateName, decider: Decider = {}): Promise<DecisionRecord> {
    return this.#decide({ ...decider, ...(gate === undefined ? {} : { gate }), decision: 'approve' });
  }

  reject(gate?: GateName, decider: Decider = {}): Promise<DecisionRecord> {
    return this.#decide({ ...decider, ...(gate === undefined ? {} : { gate }), decision: 'reject' });
  }

  /** Asks the run to stop and undo what it made; it ends once that is done. */
  async cancel(): Promise<void> {
    await this.describe();
    await this.#handle.cancel();
  }

  /** Waits for the end: the result, with an endpoint that can be asked. @throws RunFailedError unless the run is done */
  async result(): Promise<RunResult<R>> {
    try {
      const result = (await this.#handle.result()) as R;
      return { ...result, endpoint: this.#live(result.endpoint) } as unknown as RunResult<R>;
    } catch (error) {
      throw runFailure(this.id, error);
    }
  }

  #live(endpoint: AnyResult['endpoint']): LiveEndpoint | null {
    if (endpoint === null) return null;
    // A live endpoint is asked for its status.
    const { status: _inService, ...figures } = endpoint;
    const keeper = new EndpointKeeper(this.#client, endpoint.name, endpoint.region);
    return Object.assign(new Endpoint(this.#aws, endpoint.name, endpoint.region, keeper), figures);
  }

  async #decide(decision: Decision): Promise<DecisionRecord> {
    await this.describe();
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

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
