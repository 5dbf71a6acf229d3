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

/** Has the run's wait look now, if it is parked: one that a worker holds hears of its job by that worker's own list. @returns whether it was */
export async function wakeParked(client: Client, { workflowId, runId }: Execution): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const parked = raw.pendingActivities?.some(
    ({ activityId, state, attempt }) =>
      activityId === watchActivityId && Number(state) === scheduled && (attempt ?? 1) > 1,
  );
  if (parked !== true) return false;
  const woken: Woken = { woken: true };
  try {
    await client.activity.complete({ workflowId, runId, activityId: watchActivityId }, woken);
  } catch (error) {
    // It has moved on by itself.
    if (!(error instanceof ActivityNotFoundError) && !(error instanceof WorkflowNotFoundError)) throw error;
  }
  return true;
}
