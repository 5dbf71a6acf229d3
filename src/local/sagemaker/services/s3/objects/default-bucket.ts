import { accountId } from '../../../wire/account.js';

/** The default bucket of SageMaker in a region, as its tools call and create it. */
export function defaultBucket(region: string): string {
  return `sagemaker-${region}-${accountId}`;
}

/** The one region in which the account of a new data directory has been used: its default bucket is there. */
export const usedRegion = 'us-east-1';
