import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import { unknownText } from '../contract/given.js';
import { workflowTypes } from '../contract/workflow-types.js';

/** Runs for a type that there is not. Without it Temporal would try the task again for ever, and whoever waits would never hear why. */
export default function unknownType(): Promise<never> {
  const type: FailureType = 'InvalidRequest';
  const message = unknownText([workflowInfo().workflowType], Object.values(workflowTypes));
  throw ApplicationFailure.nonRetryable(`workflow type: ${message}`, type);
}
