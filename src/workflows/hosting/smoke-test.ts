import { ApplicationFailure } from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import type { HostingDecision, Plan } from '../../contract/run/plan.js';
import type { SmokeTestResult } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import type { PublishedStatus } from '../status/published-status.js';

/** Sends sentences to the endpoint; a wrong answer fails the run, which takes the endpoint back. */
export async function smokeTest(
  plan: HostingDecision & Partial<Pick<Plan, 'dataset'>>,
  { name, region }: EndpointKey,
  published: PublishedStatus,
): Promise<SmokeTestResult> {
  published.enter('test');
  const result = await activities('look', `Smoke test of ${name}`).smokeTestEndpoint({
    name,
    region,
    ...defined({ classes: plan.dataset?.classes, labels: plan.labels }),
    test: plan.smokeTest,
  });
  published.status.smokeTest = result;
  published.publish();
  if (!result.passed) {
    const type: FailureType = 'SmokeTestFailed';
    throw ApplicationFailure.nonRetryable(`endpoint ${name}: ${result.faults.join('; ')}`, type, result);
  }
  return result;
}
