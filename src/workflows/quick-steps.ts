import { ActivityFailure, ApplicationFailure, proxyLocalActivities, TimeoutFailure } from '@temporalio/workflow';
import type { ActivityInterfaceFor, LocalActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../contract/activities.js';
import { activities, activityOptions } from './activity-options.js';
import { takesQuickSteps } from './patches.js';

/**
 * A workflow task waits for these: less than the server's patience for one (10 s), and where a worker has its hands full, the step goes
 * the long way rather than hold up what others ask of their runs.
 */
const quickOptions = {
  startToCloseTimeout: '4 s',
  scheduleToStartTimeout: '1 s',
  retry: { maximumAttempts: 1 },
} satisfies LocalActivityOptions;

/**
 * A step that is done in a moment and safe to do again, within the workflow task: one event instead of six. Where that did not go well but
 * may the next time, it is done as every other step is, with its patience and its place in the Temporal UI.
 * For no step whose record somebody reads, or that starts something billed.
 */
export async function quickly<T>(
  kind: keyof typeof activityOptions,
  summary: string,
  step: (steps: ActivityInterfaceFor<Activities>) => Promise<T>,
): Promise<T> {
  if (takesQuickSteps()) {
    const { cancellationType } = { cancellationType: undefined, ...activityOptions[kind] };
    try {
      return await step(
        proxyLocalActivities<Activities>({
          ...quickOptions,
          ...(cancellationType === undefined ? {} : { cancellationType }),
          summary: summary.slice(0, 120),
        }),
      );
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  }
  return step(activities(kind, summary));
}

const final: readonly string[] = activityOptions.look.retry.nonRetryableErrorTypes;

/** What a local activity fails with comes as it is, without the wrapping of other activities'. */
function mayPass(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return true;
  return cause instanceof ApplicationFailure && cause.nonRetryable !== true && !final.includes(cause.type ?? '');
}
