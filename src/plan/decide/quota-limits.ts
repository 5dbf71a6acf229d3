import type { Fleet } from '../../contract/fleet.js';
import { instancesOf } from '../../contract/fleet.js';
import { resourceName } from '../../contract/names.js';
import { endpointQuota, trainingQuota } from '../../contract/quota-names.js';
import type { HostingDecision, Plan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { Decision } from './decision-input.js';
import type { EndpointUpdate } from './hosting/update-plan.js';

/** Values of the account's quotas by name; those that nobody tells are left out. */
export type Quotas = ReadonlyMap<string, number>;

type AnyPlan = HostingDecision & Partial<Pick<Plan, 'training'>>;

/** What stands on the quotas of endpoints already. */
export interface InUse {
  /** Of the region's endpoints, as far as they are known. */
  readonly fleets: readonly Fleet[];
  /** The request says how long to wait for instances: others' may be gone by then. */
  readonly waits: boolean;
}

/** What one rung of a ladder needs. */
interface Need {
  /** As Service Quotas calls it. */
  readonly quota: string;
  readonly instances: number;
  /** Instances that are there as long as the new ones come up, in words too. */
  readonly inUse?: { readonly instances: number; readonly by: readonly string[] };
}

/** The quotas that a plan's ladders stand under. */
export function quotaNames(plan: AnyPlan): Set<string> {
  return new Set([...trainingNeeds(plan), ...hostingNeeds(plan)].map(({ quota }) => quota));
}

/** Is it known how many instances the endpoint may have, so that those in use matter? */
export const limitsHosting = (plan: AnyPlan, quotas: Quotas): boolean =>
  hostingNeeds(plan).some(({ quota }) => quotas.has(quota));

const nothingInUse: InUse = { fleets: [], waits: false };

/**
 * Rules out the rungs that can't work whatever the capacity, because the account's quota, without the instances of live endpoints, is below
 * the instances that they need, so that nothing is tried, or paid for, in vain; a ladder without a rung left is a problem. A quota that nobody
 * tells rules nothing out. Where the request names a time to wait, what others use is only warned of; instances that train come and go.
 */
export function withinQuotas<P extends AnyPlan>(plan: P, quotas: Quotas, inUse: InUse = nothingInUse): Decision<P> {
  const { training, hosting } = plan;
  const trainable = training && marked(training.rungs, trainingNeeds(plan), quotas);
  const needed = hostingNeeds(plan, inUse.waits ? { ...inUse, fleets: ownFleet(plan, inUse) } : inUse);
  const hostable = marked(hosting.rungs, needed, quotas);
  const waitedFor = inUse.waits ? reasonsOf(marked(hosting.rungs, hostingNeeds(plan, inUse), quotas)) : [];
  return {
    plan: {
      ...plan,
      ...(training && { training: { ...training, rungs: trainable } }),
      hosting: { ...hosting, rungs: hostable },
      warnings: [
        ...plan.warnings,
        ...waitedFor
          .filter((reason) => !reasonsOf(hostable).includes(reason))
          .map((reason) => `endpoint.instanceType: ${reason}; the run will wait for them`),
      ],
    },
    problems: [...exhausted('training.instanceType', trainable ?? []), ...exhausted('endpoint.instanceType', hostable)],
  };
}

const trainingNeeds = ({ training }: AnyPlan): Need[] =>
  (training?.rungs ?? []).map(({ instanceType, spot }) => ({
    quota: trainingQuota(instanceType, spot),
    instances: 1,
  }));

function hostingNeeds(plan: AnyPlan, { fleets }: InUse = nothingInUse): Need[] {
  const { hosting, run } = plan;
  const name = hosting.endpointName ?? resourceName(run);
  // What has the name of a new endpoint was made by an earlier life of the run.
  const others = fleets.filter(({ endpoint }) => endpoint !== name);
  const own = fleets.find(({ endpoint }) => endpoint === name) ?? hosting.live;
  const beside = own === undefined || hosting.update === undefined ? others : [...others, own];
  return hosting.rungs.map(({ instanceType }) => {
    const users = beside.filter((fleet) => instancesOf(fleet, instanceType) > 0);
    return {
      quota: endpointQuota(instanceType),
      instances: users.some(({ endpoint }) => endpoint === name)
        ? besideTheOld(hosting.instanceCount, hosting.update)
        : hosting.instanceCount,
      inUse: {
        instances: users.reduce((sum, fleet) => sum + instancesOf(fleet, instanceType), 0),
        by: users.map(({ endpoint }) => endpoint),
      },
    };
  });
}

const ownFleet = ({ hosting }: AnyPlan, { fleets }: InUse): Fleet[] =>
  fleets.filter(({ endpoint }) => endpoint === hosting.endpointName);

/** Instances that an update has beside the old ones: a whole fleet, or the batch that rolls. */
const besideTheOld = (count: number, update: EndpointUpdate | undefined): number =>
  update?.strategy === 'rolling' ? Math.ceil((count * update.stepPercent) / 100) : count;

/** Endpoints that a reason names. */
const mostNamed = 3;

function marked<R extends { ruledOut?: string }>(rungs: readonly R[], needs: readonly Need[], quotas: Quotas): R[] {
  return rungs.map((rung, index) => {
    const { quota = '', instances = 0, inUse = { instances: 0, by: [] } } = needs[index] ?? {};
    const limit = quotas.get(quota);
    if (limit === undefined || limit >= instances + inUse.instances) return rung;
    const more = inUse.by.length > mostNamed ? ', …' : '';
    const used =
      inUse.instances === 0 ? '' : `, ${inUse.instances} in use (${inUse.by.slice(0, mostNamed).join(', ')}${more})`;
    const wanted = inUse.instances === 0 ? `${instances} needed` : `${instances} more needed`;
    return { ...rung, ruledOut: `the account's quota "${quota}" is ${limit}${used}, ${wanted}` };
  });
}

const reasonsOf = (rungs: readonly { ruledOut?: string }[]): string[] =>
  rungs.flatMap(({ ruledOut }) => ruledOut ?? []);

function exhausted(field: string, rungs: readonly { ruledOut?: string }[]): Problem[] {
  const reasons = reasonsOf(rungs);
  if (rungs.length === 0 || reasons.length < rungs.length) return [];
  const message = `${reasons.join('; ')}. Ask AWS for more (Service Quotas), or name another instance type`;
  return [{ field, message }];
}
