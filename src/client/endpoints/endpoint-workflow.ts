import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { EndpointStatus, Extension, Removal } from '../../contract/endpoint-workflow.js';
import { endpointMessages } from '../../contract/endpoint-workflow.js';
import { endpointKeeper } from '../../temporal/endpoint-keeper.js';
import { InvalidInputError, UnreachableError } from '../errors.js';
import { queryStatus } from '../query-status.js';
import { runFailure } from '../run-failure.js';
import { unlessAborted } from '../../aws/index.js';

/** The workflow that keeps a live endpoint: its time to live, its last good config, and whose turn it is to change it. */
export class EndpointWorkflow {
  readonly #client: Client;
  readonly #name: string;
  readonly #region: string;

  constructor(client: Client, name: string, region: string) {
    this.#client = client;
    this.#name = name;
    this.#region = region;
  }

  /** Null where no workflow keeps an endpoint of that name in the region. @throws UnreachableError when no worker answers */
  async status(): Promise<EndpointStatus | null> {
    const handle = await this.#handle();
    try {
      const { status } = await handle.describe();
      if (status.name !== 'RUNNING') return null;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
    const status = await queryStatus<EndpointStatus>(this.#client, handle);
    if (status === null) {
      throw new UnreachableError(
        'Temporal',
        `no worker answers for the workflow of endpoint ${this.#name}; start one with: tunewright worker`,
      );
    }
    // It may keep an endpoint of that name elsewhere, or in other case.
    return status.region === this.#region && status.name === this.#name ? status : null;
  }

  /** @throws InvalidInputError where nothing keeps the endpoint, or its workflow refuses */
  async extend(extension: Extension): Promise<EndpointStatus> {
    if ((await this.status()) === null) {
      throw refused(
        `nothing keeps "${this.#name}" in ${this.#region}: Tunewright did not deploy it there, or it is gone`,
        undefined,
      );
    }
    return this.#update(endpointMessages.extend, extension);
  }

  /**
   * Resolves once the endpoint is gone; false where no workflow keeps it. The signal ends the waiting: the workflow goes on.
   * @throws InvalidInputError when the workflow refuses, the signal's reason
   */
  async remove(
    removal: Removal,
    onStep: (step: string) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<boolean> {
    if ((await this.status()) === null) return false;
    const handle = await this.#handle();
    const { holder, live } = await this.#update(endpointMessages.delete, removal);
    // A run that changes it goes first.
    const turn = holder === null ? '' : `, once run ${holder} has let go of it`;
    onStep(`endpoint ${this.#name}${turn}`);
    if (live !== null) onStep(`endpoint config ${live.configName}`);
    for (const name of live?.modelNames ?? []) onStep(`model ${name}`);
    try {
      await unlessAborted(handle.result(), signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw runFailure(handle.workflowId, error);
    }
    return true;
  }

  #handle(): Promise<WorkflowHandle> {
    return endpointKeeper(this.#client, this.#name);
  }

  async #update(name: string, argument: Extension | Removal): Promise<EndpointStatus> {
    try {
      const handle = await this.#handle();
      return await handle.executeUpdate<EndpointStatus, [Extension | Removal]>(name, { args: [argument] });
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) throw refused(error.cause?.message ?? error.message, error);
      if (error instanceof WorkflowNotFoundError) throw refused(`"${this.#name}" is gone`, error);
      throw error;
    }
  }
}

function refused(message: string, cause: unknown): InvalidInputError {
  const error = new InvalidInputError([{ field: 'endpoint', message }]);
  error.cause = cause;
  return error;
}
