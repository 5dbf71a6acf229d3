import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { SweepRequest, SweepResult } from '../contract/sweep.js';
import { workflowTypes } from '../contract/workflow-types.js';
import type { TemporalAccess } from './temporal.js';
import { runFailure } from './run-failure.js';

/** Id of the workflow that sweeps a region: one at a time. */
export const sweepWorkflowId = (region: string): string => `tunewright-sweep-${region}`;

/**
 * Looks for what runs left in a region, and waits for the answer. One sweep of a region goes on at a time: a report is then the
 * answer of the one that is going, and a deletion starts after it.
 */
export async function sweep(
  { client, taskQueue }: Pick<TemporalAccess, 'client' | 'taskQueue'>,
  request: SweepRequest & { region: string },
): Promise<SweepResult> {
  const workflowId = sweepWorkflowId(request.region);
  const handle = client.workflow.getHandle(workflowId);
  for (;;) {
    const isOurs = await started();
    try {
      const result = (await handle.result()) as SweepResult;
      if (isOurs || request.delete !== true) return result;
    } catch (error) {
      if (isOurs || request.delete !== true) throw runFailure(workflowId, error);
    }
  }

  async function started(): Promise<boolean> {
    try {
      await client.workflow.start(workflowTypes.sweep, { taskQueue, workflowId, args: [request] });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  }
}
