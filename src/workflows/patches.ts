import { patched } from '@temporalio/workflow';

/** Runs lease the endpoint that they deploy to; those that came so far before there were leases do not. */
export const leasesEndpoints = (): boolean => patched('endpoint-lease');

/** What a creation refused as another's is not undone; runs that came so far before this was so asked for its deletion. */
export const leavesWhatIsTaken = (): boolean => patched('leave-what-is-taken');

/** Runs with a cron schedule are refused; an execution of one that came so far before this goes on. */
export const refusesCron = (): boolean => patched('refuse-cron');
