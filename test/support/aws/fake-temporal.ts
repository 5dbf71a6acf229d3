import { WorkflowNotFoundError } from '@temporalio/client';
import type { Services } from '../../../src/activities/index.js';

/** What the fake was asked to do. */
export interface Asked {
  kind: 'update' | 'update with start';
  name: string;
  workflowId: string;
  updateId: string;
  args: unknown[];
  /** Arguments of the workflow that would be started. */
  start?: { type: unknown; args: unknown[]; taskQueue: string };
}

export interface FakeTemporalOptions {
  /** States by workflow id; others do not exist. */
  states?: Record<string, string>;
  /** Answers of queries by workflow id. */
  queries?: Record<string, unknown>;
  /** Answers an update; default: nothing. A promise that never ends is ended by the activity's signal. */
  onUpdate?: (asked: Asked) => unknown;
}

interface UpdateOptions {
  updateId: string;
  args: unknown[];
  startWorkflowOperation?: {
    workflowTypeOrFunc: unknown;
    options: { workflowId: string; args: unknown[]; taskQueue: string };
  };
}

/** A stand-in for the Temporal client without a server. */
export function fakeTemporal({ states = {}, queries = {}, onUpdate = () => undefined }: FakeTemporalOptions): {
  temporal: Services['temporal'];
  asked: Asked[];
} {
  const asked: Asked[] = [];
  const missing = (id: string): WorkflowNotFoundError => new WorkflowNotFoundError(`no ${id}`, id, undefined);
  const take = (question: Asked): Promise<unknown> => {
    asked.push(question);
    return Promise.resolve(question).then(onUpdate);
  };
  const getHandle = (workflowId: string): object => ({
    describe: () =>
      states[workflowId] === undefined
        ? Promise.reject(missing(workflowId))
        : Promise.resolve({ status: { name: states[workflowId] } }),
    query: () =>
      queries[workflowId] === undefined ? Promise.reject(missing(workflowId)) : Promise.resolve(queries[workflowId]),
    executeUpdate: (name: string, { updateId, args }: UpdateOptions) =>
      take({ kind: 'update', name, workflowId, updateId, args }),
  });
  const temporal = {
    workflow: {
      getHandle,
      async *list() {
        for (const [workflowId, name] of Object.entries(states)) {
          yield await Promise.resolve({ workflowId, status: { name } });
        }
      },
      executeUpdateWithStart: (name: string, { updateId, args, startWorkflowOperation: operation }: UpdateOptions) =>
        take({
          kind: 'update with start',
          name,
          workflowId: operation?.options.workflowId ?? '',
          updateId,
          args,
          start: {
            type: operation?.workflowTypeOrFunc,
            args: operation?.options.args ?? [],
            taskQueue: operation?.options.taskQueue ?? '',
          },
        }),
    },
    withAbortSignal: <T>(signal: AbortSignal, call: () => Promise<T>) =>
      Promise.race([
        call(),
        new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('the call was given up'))),
        ),
      ]),
  };
  return { temporal: temporal as unknown as Services['temporal'], asked };
}
