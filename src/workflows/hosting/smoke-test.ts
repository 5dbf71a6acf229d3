import { ApplicationFailure } from '@temporalio/workflow';
import type { EndpointKey, SmokeTest } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import type { HostingDecision, Plan } from '../../contract/run/plan.js';
import type { SmokeTestResult } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import type { PublishedStatus } from '../status/published-status.js';

type TestedPlan = HostingDecision & Partial<Pick<Plan, 'dataset'>>;

/** What the step that waited for the endpoint has done besides. */
export interface TestedByStep {
  /** Null where it is yet to be tested. */
  readonly tested: SmokeTestResult | null;
  /** The lease was given back with what is live. */
  readonly released: boolean;
}

/** What is sent to the endpoint, whichever it is. */
export const smokeTestOf = ({ dataset, labels, smokeTest }: TestedPlan): Omit<SmokeTest, 'name' | 'region'> => ({
  ...defined({ classes: dataset?.classes, labels }),
  test: smokeTest,
});

/** Sends sentences to the endpoint, unless the step that waited for it has; a wrong answer fails the run, which takes the endpoint back. */
export async function smokeTest(
  plan: TestedPlan,
  { name, region }: EndpointKey,
  published: PublishedStatus,
  { tested, released }: TestedByStep,
): Promise<SmokeTestResult> {
  if (released) published.enterPast('test');
  else published.enter('test');
  const result =
    tested ??
    (await activities('look', `Smoke test of ${name}`).smokeTestEndpoint({ name, region, ...smokeTestOf(plan) }));
  published.status.smokeTest = result;
  published.publish();
  if (!result.passed) {
    const type: FailureType = 'SmokeTestFailed';
    throw ApplicationFailure.nonRetryable(`endpoint ${name}: ${result.faults.join('; ')}`, type, result);
  }
  return result;
}
