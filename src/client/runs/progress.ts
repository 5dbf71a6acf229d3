import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { Aws } from '../../aws/index.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import type { RunStatus, TrainingProgress } from '../../contract/run/status.js';
import { messageOf, fromPayload } from '../../temporal/payloads.js';
import type { ParkedWait } from './parked-progress.js';
import { parkedProgress } from './parked-progress.js';

/** State of an activity that no worker holds, in the server's numbers. */
const scheduled = 1;

/** What a run's pending activities tell that the workflow does not know. Left out where there is nothing to tell. */
export async function pending(
  client: Client,
  aws: Aws,
  description: WorkflowExecutionDescription,
): Promise<Pick<RunStatus, 'progress' | 'trouble'>> {
  const [progress, trouble] = await Promise.all([
    pendingProgress(client, aws, description),
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
 * read: a status without it is still one. Where no worker holds the wait, the job is looked at from here.
 */
async function pendingProgress(
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
