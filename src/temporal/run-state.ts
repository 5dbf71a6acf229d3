import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';

/** Temporal's states of an execution that has come to its end. */
const ends = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/** More than anybody resets. */
const mostResets = 50;

/**
 * How a run stands, e.g. `RUNNING` or `TERMINATED`: the newest execution of its id, or the one that began with that run id, through its
 * resets. An id may have been started again since: then the newest execution of the id is another one, whose end says nothing.
 * Null where Temporal knows no such run, or no longer.
 */
export async function stateOfRun(temporal: Client, run: string, execution?: string): Promise<string | null> {
  try {
    const newest = await temporal.workflow.getHandle(run).describe();
    if (execution === undefined) return newest.status.name;
    const first = newest.raw.workflowExecutionInfo?.firstRunId ?? '';
    if (first === '' || first === execution) return newest.status.name;
    let found = await temporal.workflow.getHandle(run, execution).describe();
    for (let resets = 0; resets < mostResets; resets++) {
      const next = found.raw.workflowExtendedInfo?.resetRunId ?? '';
      if (next === '') break;
      found = await temporal.workflow.getHandle(run, next).describe();
    }
    return found.status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** A paused run, or one in a state that is new to us, still goes on. */
export const hasEnded = (state: string | null): boolean => state === null || ends.has(state);
