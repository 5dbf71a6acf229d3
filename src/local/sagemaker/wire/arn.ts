import { accountId } from './account.js';
import { partitionOf } from './region-name.js';

/**
 * An ARN in the partition of its region, e.g. `arn:aws-cn:logs:cn-north-1:123456789012:log-group:x`.
 * @param account left out: the account of the stand-in; `aws` owns what is public
 */
export function arn(service: string, region: string, resource: string, account = accountId): string {
  return `arn:${partitionOf(region).partition}:${service}:${region}:${account}:${resource}`;
}
