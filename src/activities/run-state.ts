import { WorkflowNotFoundError } from '@temporalio/client';
import { failure } from './failures.js';
import type { Services } from './services.js';

/** How the newest execution of a run stands, e.g. `RUNNING` or `TERMINATED`; null where Temporal knows no such run, or no longer. */
export async function runState(temporal: Services['temporal'], run: string): Promise<string | null> {
  try {
    return (await temporal.workflow.getHandle(run).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    const message = error instanceof Error ? error.message : String(error);
    throw failure('ServiceUnavailable', `look at run ${run}: ${message}`, { cause: error });
  }
}
