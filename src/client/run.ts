import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import {
  ApplicationFailure,
  QueryNotRegisteredError,
  ServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { Decision, DecisionRecord } from '../contract/messages.js';
import { messageNames } from '../contract/messages.js';
import type { GateName } from '../contract/requests.js';
import type { FineTuneResult } from '../contract/results.js';
import type { RunStatus } from '../contract/status.js';
import type { Aws } from '../aws/index.js';
import { Endpoint } from './endpoint.js';
import { DecisionRefusedError, InvalidInputError, RunFailedError } from './errors.js';
import { pendingProgress } from './progress.js';

const queryTimeoutMilliseconds = 5_000;
const watchIntervalMilliseconds = 1_000;

export interface Decider {
  by?: string;
  reason?: string;
}

/** What a run came to. `endpoint` is live: `await endpoint.predict('a fine film')`. */
export type RunResult = FineTuneResult & { endpoint: Endpoint };

/** One fine-tune run, wherever its worker is. */
export class Run {
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
    const status = await this.#query();
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

  /** Waits for the end: the result, with an endpoint that can be asked. @throws RunFailedError unless the endpoint is live */
  async result(): Promise<RunResult> {
    try {
      const result = (await this.#handle.result()) as FineTuneResult;
      const { name, region } = result.endpoint;
      return { ...result, endpoint: Object.assign(new Endpoint(this.#aws, name, region), result.endpoint) };
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async #query(): Promise<RunStatus | null> {
    try {
      return await this.#client.connection.withDeadline(Date.now() + queryTimeoutMilliseconds, () =>
        this.#handle.query<RunStatus>(messageNames.status),
      );
    } catch (error) {
      // No worker polls, or the first task is still to come.
      if (error instanceof ServiceError || error instanceof QueryNotRegisteredError) return null;
      throw error;
    }
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

  #failed(error: unknown): unknown {
    if (!(error instanceof WorkflowFailedError)) return error;
    const { cause } = error;
    if (cause instanceof CancelledFailure)
      return new RunFailedError(this.id, 'cancelled', 'Cancelled', 'the run was cancelled', { cause: error });
    const type = cause instanceof ApplicationFailure ? (cause.type ?? 'Error') : (cause?.name ?? 'Error');
    const outcome = type === 'GateRejected' ? 'rejected' : 'failed';
    return new RunFailedError(this.id, outcome, type, cause?.message ?? error.message, { cause: error });
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
