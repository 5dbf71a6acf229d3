import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { DeployRequest, FineTuneRequest } from '../contract/requests.js';
import { taskQueue } from '../contract/workflow-types.js';
import { InvalidInputError } from './errors.js';

export interface Start {
  type: 'fineTune' | 'deploy';
  /** Id of the run; made up with this prefix where it is left out. */
  id: string | undefined;
  prefix: string;
  request: FineTuneRequest | DeployRequest;
  /** For the Temporal UI: one line, and Markdown. */
  summary: string;
  details: string;
}

/** Starts the workflow and resolves with its id. @throws InvalidInputError where a run of that id is still going */
export async function startRun(client: Client, start: Start): Promise<string> {
  const id = start.id ?? `${start.prefix}-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  try {
    await client.workflow.start(start.type, {
      taskQueue,
      workflowId: id,
      args: [start.request],
      staticSummary: start.summary,
      staticDetails: start.details,
    });
    return id;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new InvalidInputError([{ field: 'run', message: `"${id}" is still going; watch it, or choose another id` }]);
  }
}
