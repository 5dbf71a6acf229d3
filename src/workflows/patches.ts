import { patched } from '@temporalio/workflow';

/** Runs lease the endpoint that they deploy to; those that came so far before there were leases do not. */
export const leasesEndpoints = (): boolean => patched('endpoint-lease');

/** The workflow of an endpoint goes on as a new one also while a run holds the lease; earlier ones did only when nobody did. */
export const renewsWhileLeased = (): boolean => patched('endpoint-renewed-while-leased');

/** The tries over all instance types have a bound; earlier runs went on until the server ended them. */
export const boundsTries = (): boolean => patched('bounded-tries');
