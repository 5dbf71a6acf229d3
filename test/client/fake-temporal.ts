import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';

/** What a workflow of the stand-in answers. */
export interface FakeWorkflow {
  type?: string;
  state?: 'RUNNING' | 'COMPLETED';
  status?: unknown;
  result?: unknown;
  /** With what its result is refused. */
  failure?: Error;
  /** Answers an update; throws to refuse it. */
  update?: (name: string, argument: unknown) => unknown;
}

/** A stand-in for Temporal's client: it knows the workflows that it was given, and notes what it is asked. */
export class FakeTemporal {
  readonly asked: unknown[] = [];
  readonly workflows: Record<string, FakeWorkflow>;
  /** Result of the workflows that are started. */
  started: unknown;

  constructor(workflows: Record<string, FakeWorkflow> = {}) {
    this.workflows = workflows;
  }

  get client(): Client {
    const fake = {
      connection: { withDeadline: (_deadline: number, call: () => Promise<unknown>) => call() },
      workflow: {
        getHandle: (id: string) => this.#handle(id),
        start: (type: string, options: { workflowId: string; args: unknown[] }) => this.#start(type, options),
      },
    };
    return fake as unknown as Client;
  }

  async #start(type: string, { workflowId, args }: { workflowId: string; args: unknown[] }): Promise<WorkflowHandle> {
    if (this.workflows[workflowId]?.state === 'RUNNING') {
      throw new WorkflowExecutionAlreadyStartedError('already started', workflowId, type);
    }
    this.asked.push({ start: type, args });
    this.workflows[workflowId] = { type, state: 'RUNNING', result: this.started };
    return Promise.resolve(this.#handle(workflowId));
  }

  #handle(id: string): WorkflowHandle {
    const found = (): FakeWorkflow => {
      const workflow = this.workflows[id];
      if (workflow === undefined) throw new WorkflowNotFoundError('not found', id, undefined);
      return workflow;
    };
    const handle = {
      describe: async () =>
        Promise.resolve({
          workflowId: id,
          type: found().type ?? '',
          status: { name: found().state ?? 'RUNNING' },
          startTime: new Date(0),
        }),
      query: async () => Promise.resolve(found().status),
      result: async () => {
        const { result, failure } = found();
        if (failure !== undefined) throw failure;
        this.workflows[id] = { ...found(), state: 'COMPLETED' };
        return Promise.resolve(result);
      },
      executeUpdate: async (name: string, { args: [argument] }: { args: unknown[] }) => {
        this.asked.push({ [name]: argument });
        return Promise.resolve(found().update?.(name, argument));
      },
    };
    return handle as unknown as WorkflowHandle;
  }
}
