import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { ActivityInterfaceFor, ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../contract/activities.js';
import { failureKinds } from '../contract/failures.js';
import type { FailureType } from '../contract/failures.js';

/** Failures that no retry mends, from the one table. */
const nonRetryableErrorTypes = (Object.keys(failureKinds) as FailureType[]).filter(
  (type) => !failureKinds[type].retryable,
);

const retry = { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '30 s', nonRetryableErrorTypes };

/** A worker that dies is noticed within this time: after a kill and a restart a run moves on within 30 s. */
const heartbeatTimeout = '15 s';

/** One look lasts 10 minutes at most, plus time to report; how long a wait may last in all follows from the job's own limits. */
const lookTimeout = '12 m';

/** A wait that is cancelled is left at once: what it waited for is undone by a compensation of its own. */
const cancellationType = ActivityCancellationType.TRY_CANCEL;

/** Seconds. */
export const limits = {
  /** SageMaker keeps a job pending for at most 28 days where no MaxPendingTimeInSeconds is given. */
  pending: 28 * 24 * 3600,
  margin: 3600,
  /** An endpoint whose container crashes can stay Creating for a day. */
  endpoint: 26 * 3600,
} as const;

/** Kinds of activities by what they wait for. */
export const activityOptions = {
  /** Reads little; a day of trouble is ridden out. */
  look: { startToCloseTimeout: '60 s', scheduleToCloseTimeout: '1 d', retry, cancellationType },
  /** Reads or moves data of any size. */
  move: { startToCloseTimeout: '2 h', heartbeatTimeout, scheduleToCloseTimeout: '1 d', retry, cancellationType },
  /** Starts something that costs money: short, so that a killed worker's request is soon asked for again. */
  create: {
    startToCloseTimeout: '30 s',
    scheduleToCloseTimeout: '1 d',
    retry,
    // A deletion that overtook the creation would find nothing. Said here, because left out it means TRY_CANCEL, whatever the SDK's documentation says.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  },
  /** Waits for other runs that update the same endpoint: fifty of them may each leave a gate open for a week. A dead one's lease is ended. */
  lease: {
    startToCloseTimeout: lookTimeout,
    heartbeatTimeout,
    scheduleToCloseTimeout: '365 d',
    retry,
    // A lease that is granted after it was given back would be held by a run that has ended.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  },
  /** Tells somebody; nothing depends on it. */
  notice: { startToCloseTimeout: '30 s', scheduleToCloseTimeout: '10 m', retry, cancellationType },
  /** For as long as an endpoint lives, or runs wait for their jobs. */
  watchOver: { startToCloseTimeout: lookTimeout, heartbeatTimeout, retry, cancellationType },
  /** Waits for SageMaker. */
  wait: { startToCloseTimeout: lookTimeout, heartbeatTimeout, retry, cancellationType },
  /** An endpoint whose time has come is deleted however long it takes: nobody else does it. */
  retire: { startToCloseTimeout: lookTimeout, heartbeatTimeout, retry },
  /** Cleaning up goes on while there is a chance: what it leaves costs money. */
  cleanUp: { startToCloseTimeout: lookTimeout, heartbeatTimeout, scheduleToCloseTimeout: '7 d', retry },
} satisfies Record<string, ActivityOptions>;

/** The activities with the options of their kind and a one-line summary for the Temporal UI, which cuts at 120 characters. */
export function activities(
  kind: keyof typeof activityOptions,
  summary: string,
  more: ActivityOptions = {},
): ActivityInterfaceFor<Activities> {
  return proxyActivities<Activities>({ ...activityOptions[kind], ...more, summary: summary.slice(0, 120) });
}
