import type { TemporalAccess } from './temporal.js';

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const ofWorkflows = 1;
/** `WORKER_VERSIONING_MODE_VERSIONED`. */
const versioned = 2;

/** A worker, as Temporal knows it. */
export interface Poller {
  readonly identity: string;
  /** Null for one without Temporal's worker versioning. */
  readonly version: { readonly deploymentName: string; readonly buildId: string } | null;
}

/** The workers that polled the task queue in the last minutes; Temporal forgets one that is gone after five. */
export async function pollersOf({
  client,
  taskQueue,
}: Pick<TemporalAccess, 'client' | 'taskQueue'>): Promise<Poller[]> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: ofWorkflows,
  });
  return pollers.map(({ identity, deploymentOptions }) => {
    const { deploymentName, buildId, workerVersioningMode } = deploymentOptions ?? {};
    const isVersioned = (workerVersioningMode as number | undefined) === versioned && deploymentName && buildId;
    return { identity: identity ?? '', version: isVersioned ? { deploymentName, buildId } : null };
  });
}
