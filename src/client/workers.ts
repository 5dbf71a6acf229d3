import type { Client } from '@temporalio/client';
import { taskQueue } from '../contract/workflow-types.js';

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const ofWorkflows = 1;

/** How many workers polled the task queue in the last minutes; Temporal forgets one that is gone after five. */
export async function workersPolling(client: Client): Promise<number> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: ofWorkflows,
  });
  return pollers.length;
}
