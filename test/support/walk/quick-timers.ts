import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Between attempts: what has not been found for a minute is believed to be missing, after as many looks. */
const longestRetryMilliseconds = 500;

/** Pauses of minutes and hours, such as the one before a lease is looked after, would make a walk as long. */
const longMilliseconds = 120_000;
const hourMilliseconds = 3_600_000;

/** Minutes leave room for what comes in between. */
function quickened(durationMs: number): number {
  if (durationMs < longMilliseconds) return durationMs;
  return durationMs < hourMilliseconds ? durationMs / 100 : durationMs / 1_200;
}

const quickRetries = { initialInterval: 100, maximumInterval: longestRetryMilliseconds };

/** Part of the workflow bundle of walks: there, minutes and hours are seconds. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      startTimer: (input, next) => next({ ...input, durationMs: quickened(input.durationMs) }),
      scheduleActivity: ({ options, ...input }, next) =>
        next({ ...input, options: { ...options, retry: { ...options.retry, ...quickRetries } } }),
    },
  ],
});
