import { WorkflowNotFoundError } from '@temporalio/client';
import { failure } from './failures.js';
import type { Services } from './services.js';

/** Temporal's states of an execution that has come to its end. */
const ends = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/** How the newest execution of a run stands, e.g. `RUNNING` or `TERMINATED`; null where Temporal knows no such run, or no longer. */
export const runState = (temporal: Services['temporal'], run: string): Promise<string | null> =>
  askingTemporal(`look at run ${run}`, async () => {
    try {
      return (await temporal.workflow.getHandle(run).describe()).status.name;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  });

/** More than anybody resets. */
const mostResets = 50;

/**
 * How the execution stands that began with that run id, through its resets. An id may have been started again since: then the newest
 * execution of the id is another one, whose end says nothing.
 */
export const executionState = (
  temporal: Services['temporal'],
  run: string,
  execution: string,
): Promise<string | null> =>
  askingTemporal(`look at run ${run}`, async () => {
    try {
      const newest = await temporal.workflow.getHandle(run).describe();
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
  });

/** A paused run, or one in a state that is new to us, still goes on. */
export const hasEnded = (state: string | null): boolean => state === null || ends.has(state);

/** Runs a call of Temporal's; a server that does not answer is asked again later. */
export async function askingTemporal<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw failure('ServiceUnavailable', `${what}: ${message}`, { cause: error });
  }
}
