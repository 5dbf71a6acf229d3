import { patched } from '@temporalio/workflow';

/** Since 0.2: a run reads quotas before it trains, and leases its endpoint. Runs that began before do neither. */
export const readsQuotas = (): boolean => patched('quotas');
export const leasesEndpoints = (): boolean => patched('endpoint-lease');
