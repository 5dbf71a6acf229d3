import type { FaultRuleOf } from '../../../faults/fault-rule.js';
import type { Faults } from '../../../faults/faults.js';
import { ensureWithinQuota, limitExceeded } from '../../quotas/instance-quota.js';
import { alarmsOf, extraInstances } from './deployment-config.js';
import type { DeploymentConfig } from './deployment-config.js';
import type { Endpoint } from './stored-endpoint.js';
import type { FleetPlan } from './fleet-plan.js';
import { stagedBy } from './staged-fleet.js';

const usage = 'endpoint';

export interface NewFleetRequest {
  readonly on: 'create' | 'update';
  /** Of the endpoint. */
  readonly name: string;
  readonly plan: FleetPlan;
  readonly deployment: DeploymentConfig | undefined;
}

/**
 * Whether an endpoint may have a fleet, and how that shall go.
 * @throws ServiceError ResourceLimitExceeded beyond a quota or on demand
 */
export function admitFleet(
  faults: Faults,
  endpoints: readonly Endpoint[],
  { on, name, plan, deployment }: NewFleetRequest,
): Pick<Endpoint, 'staged'> {
  ensureEndpointQuota(
    faults,
    endpoints,
    countsOf(plan, (count) => extraInstances(deployment, count)),
  );
  const instanceTypes = plan.variants.flatMap(({ instanceType }) => instanceType ?? []);
  return stagedBy(meet(faults, on, { name, instanceTypes, hasAlarms: alarmsOf(deployment).length > 0 }));
}

/** @throws ServiceError ResourceLimitExceeded on demand */
export function admitConfig(faults: Faults, name: string, instanceTypes: readonly string[]): void {
  meet(faults, 'config', { name, instanceTypes });
}

/** More instances of what there is. @throws ServiceError ResourceLimitExceeded beyond a quota */
export function admitRescaling(
  faults: Faults,
  endpoints: readonly Endpoint[],
  { before, after }: { readonly before: FleetPlan; readonly after: FleetPlan },
): void {
  const had = countsOf(before);
  const more = [...countsOf(after)].map(([type, count]): [string, number] => [type, count - (had.get(type) ?? 0)]);
  ensureEndpointQuota(faults, endpoints, new Map(more));
}

function meet(
  faults: Faults,
  on: FaultRuleOf<'endpoint'>['on'],
  fleet: Parameters<Faults['onEndpoint']>[1],
): FaultRuleOf<'endpoint'> | undefined {
  const rule = faults.onEndpoint(on, fleet);
  if (rule?.outcome !== 'ResourceLimitExceeded') return rule;
  const instanceType = rule.instanceType ?? fleet.instanceTypes[0] ?? 'ml.m5.large';
  throw limitExceeded({ instanceType, usage, limit: 0, used: 0, delta: 1 });
}

/** `wanted`: instances to be had beside those in use, by type. */
function ensureEndpointQuota(
  faults: Faults,
  endpoints: readonly Endpoint[],
  wanted: ReadonlyMap<string, number>,
): void {
  const inUse = endpoints.filter(({ status }) => status !== 'Failed').map(({ fleet }) => countsOf(fleet));
  for (const [instanceType, delta] of wanted) {
    const used = inUse.reduce((sum, counts) => sum + (counts.get(instanceType) ?? 0), 0);
    if (delta > 0) ensureWithinQuota(faults, { instanceType, usage, used, delta });
  }
}

/** Instances by type; `taken` may turn a variant's count into another. */
function countsOf({ variants }: FleetPlan, taken = (count: number): number => count): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { instanceType, instanceCount } of variants) {
    if (instanceType === undefined) continue;
    counts.set(instanceType, (counts.get(instanceType) ?? 0) + taken(instanceCount));
  }
  return counts;
}
