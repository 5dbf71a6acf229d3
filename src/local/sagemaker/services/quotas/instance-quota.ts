import { ServiceError } from '../../wire/service-error.js';
import type { Usage } from '../../faults/fault-rule.js';
import type { Faults } from '../../faults/faults.js';

/** Instances that a request wants to have, beside those that are there. */
export interface Demand {
  readonly instanceType: string;
  readonly usage: Usage;
  /** In use now, of the type and for the usage. */
  readonly used: number;
  readonly delta: number;
}

/** As Service Quotas names it. */
export function quotaName(instanceType: string, usage: Usage): string {
  return `${instanceType} for ${usage} usage`;
}

/** Only a quota that was set limits anything here. @throws ServiceError ResourceLimitExceeded */
export function ensureWithinQuota(faults: Faults, demand: Demand): void {
  const limit = faults.quota(demand.instanceType, demand.usage);
  if (limit !== undefined && demand.used + demand.delta > limit) throw limitExceeded({ ...demand, limit });
}

/** SageMaker's refusal of more instances than an account may have. */
export function limitExceeded({ instanceType, usage, limit, used, delta }: Demand & { limit: number }): ServiceError {
  const message = `The account-level service limit '${quotaName(instanceType, usage)}' is ${limit} Instances, with current utilization of ${used} Instances and a request delta of ${delta} Instances. Please contact AWS support to request an increase for this limit.`;
  return new ServiceError('ResourceLimitExceeded', message);
}
