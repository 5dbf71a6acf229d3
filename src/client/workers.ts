import type { TemporalAccess } from './temporal.js';

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const ofWorkflows = 1;

/** Identities of the workers that polled the task queue in the last minutes; Temporal forgets one that is gone after five. */
export async function pollersOf({
  client,
  taskQueue,
}: Pick<TemporalAccess, 'client' | 'taskQueue'>): Promise<string[]> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: ofWorkflows,
  });
  return pollers.map(({ identity }) => identity ?? '');
}
