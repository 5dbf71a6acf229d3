import { accountId } from '../../../wire/account.js';
import { isRegion } from '../../../wire/region-name.js';

/** The default bucket of SageMaker in a region, which is there from the start. */
export function defaultBucket(region: string): string {
  return `sagemaker-${region}-${accountId}`;
}

export function regionOfDefaultBucket(bucket: string): string | undefined {
  const region = new RegExp(`^sagemaker-(.+)-${accountId}$`).exec(bucket)?.[1];
  return region !== undefined && isRegion(region) ? region : undefined;
}
