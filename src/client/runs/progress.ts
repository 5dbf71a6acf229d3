import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import type { RunStatus, TrainingProgress } from '../../contract/status.js';
import { messageOf, fromPayload } from '../payloads.js';

/** What a run's pending activities tell that the workflow does not know. Left out where there is nothing to tell. */
export async function pending(
  client: Client,
  description: WorkflowExecutionDescription,
): Promise<Pick<RunStatus, 'progress' | 'trouble'>> {
  const [progress, trouble] = await Promise.all([
    pendingProgress(client, description),
    pendingTrouble(client, description),
  ]);
  return defined({ progress, trouble });
}

/** A wait that is handed over fails as that, and has its own way to tell of trouble. */
const handedOver: FailureType = 'NotYet';

/** Of the step that the server tries again, its last failure: without it minutes of throttling would pass in silence. */
async function pendingTrouble(client: Client, { raw }: WorkflowExecutionDescription): Promise<string | undefined> {
  for (const { activityType, attempt, lastFailure } of raw.pendingActivities ?? []) {
    const type = lastFailure?.applicationFailureInfo?.type;
    if (!lastFailure || type === handedOver) continue;
    const message = await messageOf(client, lastFailure).catch(() => 'its reason can not be read');
    return `${activityType?.name ?? 'a step'} is tried again (attempt ${attempt ?? '?'}): ${type ? `${type}: ` : ''}${message}`;
  }
  return undefined;
}

/**
 * Live progress out of the heartbeat of the activity that waits for the training job; undefined while none waits, and where it can't be
 * read: a status without it is still one.
 */
async function pendingProgress(
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
