import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { TrainingProgress } from '../../contract/status.js';
import type { Aws } from '../../aws/index.js';
import { fromPayload } from '../payloads.js';
import type { ParkedWait } from './parked-progress.js';
import { parkedProgress } from './parked-progress.js';

/** State of an activity that no worker holds, in the server's numbers. */
const scheduled = 1;

/**
 * Live progress out of the heartbeat of the activity that waits for the training job; undefined while none waits, and where it can't be
 * read: a status without it is still one. Where no worker holds the wait, the job is looked at from here.
 */
export async function pendingProgress(
  client: Client,
  aws: Aws,
  description: WorkflowExecutionDescription,
): Promise<TrainingProgress | undefined> {
  const waiting = description.raw.pendingActivities?.find(
    ({ activityType }) => activityType?.name === 'watchTrainingJob',
  );
  const payload = waiting?.heartbeatDetails?.payloads?.[0];
  if (payload === undefined) return undefined;
  const heartbeat = await fromPayload<Partial<ParkedWait> | null>(client, payload).catch(() => null);
  const { progress, position, region } = heartbeat ?? {};
  const parked = Number(waiting?.state) === scheduled && (waiting?.attempt ?? 1) > 1;
  if (!parked || progress === undefined || position === undefined || region === undefined) return progress;
  return parkedProgress(aws, { progress, position, region });
}
