import type { Client, WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Aws } from '../../aws/index.js';
import type { RunStatus } from '../../contract/run/status.js';
import { runTypes } from '../../contract/workflow-types.js';
import { InvalidInputError } from '../errors.js';
import { pending } from './progress.js';
import { queryStatus } from '../query-status.js';
import { runStatus } from './run-status.js';

/** What one look at a run tells. */
export interface Look {
  /** Null while no worker answers. */
  readonly status: RunStatus | null;
  readonly ended: boolean;
  /** The server did not answer; what was seen before it still stands. */
  readonly away?: true;
  /** What the workflow said of itself, and the state of its history when it said so. */
  readonly answer: { readonly status: RunStatus; readonly history: string } | null;
}

/**
 * One call that needs no worker, for the state of the run and the progress of its training job; the workflow itself is asked only where
 * its history has grown since it answered: nothing else changes what it says.
 * @throws InvalidInputError when there is no such run
 */
export async function look(
  client: Client,
  aws: Aws,
  handle: WorkflowHandle,
  before: Look | null = null,
): Promise<Look> {
  const description = await describeRun(handle);
  const { runId, historyLength } = description;
  const history = `${runId} ${historyLength}`;
  const answer = before?.answer?.history === history ? before.answer : await ask(client, handle, history);
  return {
    status: answer === null ? null : { ...answer.status, ...(await pending(client, aws, description)) },
    ended: description.status.name !== 'RUNNING',
    answer,
  };
}

/** Namespaces hold workflows of others too, which must not be waited for, decided on or cancelled. @throws InvalidInputError when that is no run */
export async function describeRun(handle: WorkflowHandle): Promise<WorkflowExecutionDescription> {
  const description = await describe(handle);
  if (runTypes.includes(description.type)) return description;
  const message = `"${handle.workflowId}" is no run, but a workflow of the type ${description.type}; list the runs with: tunewright runs list`;
  throw new InvalidInputError([{ field: 'run', message }]);
}

/** @throws InvalidInputError when there is no such workflow */
export async function describe(handle: WorkflowHandle): Promise<WorkflowExecutionDescription> {
  try {
    return await handle.describe();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new InvalidInputError([
      { field: 'run', message: `"${handle.workflowId}" does not exist; list the runs with: tunewright runs list` },
    ]);
  }
}

async function ask(client: Client, handle: WorkflowHandle, history: string): Promise<Look['answer']> {
  const answered = await queryStatus<unknown>(client, handle);
  return answered === null ? null : { status: runStatus(answered, handle.workflowId), history };
}
