import { ActivityNotFoundError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { Woken } from '../../contract/watcher.js';
import { watchActivityId } from '../../contract/watcher.js';

/** A run, by its execution. */
export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

/** State of an activity that is scheduled for later, in the server's numbers: its worker's slot is free. */
const scheduled = 1;

/** How the run waits for its job: `held` by a worker, or about to be; null where it does not. */
export async function waitOf(client: Client, { workflowId, runId }: Execution): Promise<'parked' | 'held' | null> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const wait = raw.pendingActivities?.find(({ activityId }) => activityId === watchActivityId);
  if (wait === undefined) return null;
  return Number(wait.state) === scheduled && (wait.attempt ?? 1) > 1 ? 'parked' : 'held';
}

/** Has the run's wait look now, if it is parked: one that a worker holds hears of its job by that worker's own list. @returns whether it was */
export async function wakeParked(client: Client, execution: Execution): Promise<boolean> {
  if ((await waitOf(client, execution)) !== 'parked') return false;
  const { workflowId, runId } = execution;
  const woken: Woken = { woken: true };
  try {
    await client.activity.complete({ workflowId, runId, activityId: watchActivityId }, woken);
  } catch (error) {
    // It has moved on by itself.
    if (!(error instanceof ActivityNotFoundError) && !(error instanceof WorkflowNotFoundError)) throw error;
  }
  return true;
}
