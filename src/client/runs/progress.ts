import { defaultDataConverter } from '@temporalio/common';
import type { WorkflowExecutionDescription } from '@temporalio/client';
import type { TrainingProgress } from '../../contract/status.js';

/** Live progress out of the heartbeat of the activity that waits for the training job; undefined while none waits. */
export function pendingProgress(description: WorkflowExecutionDescription): TrainingProgress | undefined {
  const waiting = description.raw.pendingActivities?.find(
    ({ activityType }) => activityType?.name === 'watchTrainingJob',
  );
  const payload = waiting?.heartbeatDetails?.payloads?.[0];
  if (payload === undefined) return undefined;
  const heartbeat = defaultDataConverter.payloadConverter.fromPayload<{ progress?: TrainingProgress } | null>(payload);
  return heartbeat?.progress;
}
