import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { defaultDataConverter, defaultPayloadConverter } from '@temporalio/common';

/** What a workflow of the stand-in answers. */
export interface FakeWorkflow {
  /** Default: that of a run. */
  readonly type?: string;
  /** Default: RUNNING. */
  readonly state?: string;
  /** First execution of the newest chain of that id; default: a server that does not tell. */
  readonly firstRunId?: string;
  /** Executions by their run id. */
  readonly executions?: Readonly<Record<string, { state: string; resetTo?: string }>>;
  /** Answer of its query `status`; without one, nobody answers. */
  readonly status?: unknown;
  readonly result?: unknown;
  /** With what its result is refused. */
  readonly failure?: Error;
  /** Results of its activities in their order, by their types; default: none. */
  readonly activities?: readonly (readonly [type: string, result: unknown])[];
  /** Answers an update; throws to refuse it. */
  readonly update?: (name: string, argument: unknown) => unknown;
}

/** What the stand-in was asked to do. */
export interface Asked {
  readonly kind: 'start' | 'signal' | 'update' | 'update with start';
  /** Of the workflow type, the signal or the update. */
  readonly name: string;
  readonly workflowId: string;
  readonly updateId?: string | undefined;
  readonly args: unknown[];
  /** The workflow that would be started. */
  readonly start?: { type: unknown; args: unknown[]; taskQueue: string };
}

interface StartOptions {
  workflowId: string;
  args: unknown[];
  taskQueue: string;
}

interface UpdateOptions {
  updateId?: string;
  args: unknown[];
}

interface UpdateWithStartOptions extends UpdateOptions {
  startWorkflowOperation: { workflowTypeOrFunc: unknown; options: StartOptions };
}

/** Workflows that tell no more than their state. */
export const workflowsIn = (states: Readonly<Record<string, string>>): Record<string, FakeWorkflow> =>
  Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }]));

/** A stand-in for Temporal's client, without a server: it knows the workflows that it was given, and notes what it is asked. */
export class FakeTemporal {
  readonly asked: Asked[] = [];
  /** How many queries there were. */
  queried = 0;
  readonly workflows: Record<string, FakeWorkflow>;
  /** Result of the workflows that are started. */
  started: unknown;
  /** Answers the updates of workflows that have no answer of their own, and those that start one. */
  readonly #onUpdate: (asked: Asked) => unknown;

  constructor(workflows: Record<string, FakeWorkflow> = {}, onUpdate: (asked: Asked) => unknown = () => undefined) {
    this.workflows = workflows;
    this.#onUpdate = onUpdate;
  }

  get client(): Client {
    const fake = {
      options: { loadedDataConverter: defaultDataConverter },
      connection: { withDeadline: (_deadline: number, call: () => Promise<unknown>) => call() },
      workflow: {
        getHandle: (id: string, runId?: string) => this.#handle(id, runId),
        start: (type: string, options: StartOptions) => this.#start(type, options),
        list: () => this.#list(),
        executeUpdateWithStart: (name: string, options: UpdateWithStartOptions) => this.#updateWithStart(name, options),
      },
      withAbortSignal: untilAborted,
    };
    return fake as unknown as Client;
  }

  async *#list(): AsyncGenerator<object> {
    for (const [workflowId, { state = 'RUNNING' }] of Object.entries(this.workflows)) {
      yield await Promise.resolve({ workflowId, status: { name: state } });
    }
  }

  async #start(type: string, { workflowId, args }: StartOptions): Promise<object> {
    if (this.workflows[workflowId]?.state === 'RUNNING') {
      throw new WorkflowExecutionAlreadyStartedError('already started', workflowId, type);
    }
    this.asked.push({ kind: 'start', name: type, workflowId, args });
    this.workflows[workflowId] = { type, state: 'RUNNING', result: this.started };
    return Promise.resolve(this.#handle(workflowId));
  }

  async #updateWithStart(name: string, options: UpdateWithStartOptions): Promise<unknown> {
    const { updateId, args, startWorkflowOperation: operation } = options;
    const { workflowId, taskQueue, args: startArgs } = operation.options;
    const start = { type: operation.workflowTypeOrFunc, args: startArgs, taskQueue };
    const asked: Asked = { kind: 'update with start', name, workflowId, updateId, args, start };
    this.asked.push(asked);
    return Promise.resolve(asked).then(this.#onUpdate);
  }

  #handle(workflowId: string, runId?: string): object {
    const found = async (): Promise<FakeWorkflow> => {
      const workflow = await Promise.resolve(this.workflows[workflowId]);
      if (workflow === undefined) throw new WorkflowNotFoundError('not found', workflowId, undefined);
      return workflow;
    };
    return {
      workflowId,
      describe: async () => {
        const { type = 'fineTune', state: newest = 'RUNNING', firstRunId = '', executions = {} } = await found();
        const execution = runId === undefined ? undefined : executions[runId];
        if (runId !== undefined && execution === undefined)
          throw new WorkflowNotFoundError('not found', workflowId, runId);
        const raw = {
          workflowExecutionInfo: { firstRunId },
          workflowExtendedInfo: { resetRunId: execution?.resetTo ?? '' },
        };
        const state = execution?.state ?? newest;
        return { workflowId, type, status: { name: state }, startTime: new Date(0), searchAttributes: {}, raw };
      },
      query: async () => {
        this.queried += 1;
        const { status } = await found();
        if (status === undefined) throw new WorkflowNotFoundError('no worker answers', workflowId, undefined);
        return status;
      },
      result: async () => {
        const { result, failure } = await found();
        if (failure !== undefined) throw failure;
        this.workflows[workflowId] = { ...(await found()), state: 'COMPLETED' };
        return result;
      },
      fetchHistory: async () => historyOf((await found()).activities ?? []),
      signal: async (name: string, ...args: unknown[]) => {
        const asked: Asked = { kind: 'signal', name, workflowId, args };
        this.asked.push(asked);
        await Promise.resolve(asked).then(this.#onUpdate);
      },
      executeUpdate: async (name: string, { updateId, args }: UpdateOptions) => {
        const asked: Asked = { kind: 'update', name, workflowId, updateId, args };
        this.asked.push(asked);
        const { update } = this.workflows[workflowId] ?? {};
        return Promise.resolve(update === undefined ? this.#onUpdate(asked) : update(name, args[0]));
      },
    };
  }
}

/** The call's end, or a rejection as soon as the signal asks for it. */
async function untilAborted<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the call was given up')));
  });
  return Promise.race([call(), aborted]);
}

/** Of each activity its scheduling and its completion; one without a result has not completed. */
const historyOf = (activities: readonly (readonly [type: string, result: unknown])[]): object => ({
  events: activities.flatMap(([name, result], at) => [
    { eventId: 2 * at, activityTaskScheduledEventAttributes: { activityType: { name } } },
    ...(result === undefined
      ? []
      : [{ eventId: 2 * at + 1, activityTaskCompletedEventAttributes: completed(result, 2 * at) }]),
  ]),
});

const completed = (result: unknown, scheduledEventId: number): object => ({
  scheduledEventId,
  result: { payloads: [defaultPayloadConverter.toPayload(result)] },
});
