import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Pauses of minutes and hours, such as the one before a lease is looked after, would make a walk as long. */
const longMilliseconds = 120_000;
const quickened = 1_200;

/** Part of the workflow bundle of walks: there, hours are seconds. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      startTimer: (input, next) => {
        const { durationMs } = input;
        return next({ ...input, durationMs: durationMs < longMilliseconds ? durationMs : durationMs / quickened });
      },
    },
  ],
});
