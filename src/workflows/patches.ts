import { patched } from '@temporalio/workflow';

/** Runs lease the endpoint that they deploy to; those that came so far before there were leases do not. */
export const leasesEndpoints = (): boolean => patched('endpoint-lease');
