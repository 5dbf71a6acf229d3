import { ApplicationFailure } from '@temporalio/workflow';
import type { EndpointKey } from '../contract/activities.js';
import type { FailureType } from '../contract/failures.js';
import type { HostingDecision, Plan } from '../contract/plan.js';
import type { SmokeTestResult } from '../contract/results.js';
import { activities } from './activity-options.js';
import type { StatusBoard } from './status-board.js';

/** Sends sentences to the endpoint; a wrong answer fails the run, which takes the endpoint back. */
export async function smokeTest(
  plan: HostingDecision & Partial<Pick<Plan, 'dataset'>>,
  { name, region }: EndpointKey,
  board: StatusBoard,
): Promise<SmokeTestResult> {
  board.enter('test');
  const result = await activities('look', `Smoke test of ${name}`).smokeTestEndpoint({
    name,
    region,
    ...(plan.dataset === undefined ? {} : { classes: plan.dataset.classes }),
    test: plan.smokeTest,
  });
  board.status.smokeTest = result;
  board.publish();
  if (!result.passed) {
    const type: FailureType = 'SmokeTestFailed';
    throw ApplicationFailure.nonRetryable(`endpoint ${name}: ${result.faults.join('; ')}`, type, result);
  }
  return result;
}
