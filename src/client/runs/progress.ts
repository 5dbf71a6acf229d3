import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { TrainingProgress } from '../../contract/status.js';
import { fromPayload } from '../payloads.js';

/**
 * Live progress out of the heartbeat of the activity that waits for the training job; undefined while none waits, and where it can't be
 * read: a status without it is still one.
 */
export async function pendingProgress(
  client: Client,
  description: WorkflowExecutionDescription,
): Promise<TrainingProgress | undefined> {
  const waiting = description.raw.pendingActivities?.find(
    ({ activityType }) => activityType?.name === 'watchTrainingJob',
  );
  const payload = waiting?.heartbeatDetails?.payloads?.[0];
  if (payload === undefined) return undefined;
  const heartbeat = await fromPayload<{ progress?: TrainingProgress } | null>(client, payload).catch(() => null);
  return heartbeat?.progress;
}
