import type { HostingDecision, Plan } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { Decision } from './decision-input.js';

/** Values of the account's quotas by name; those that nobody tells are left out. */
export type Quotas = ReadonlyMap<string, number>;

type AnyPlan = HostingDecision & Partial<Pick<Plan, 'training'>>;

/** What one rung of a ladder needs. */
interface Need {
  /** As Service Quotas calls it. */
  readonly quota: string;
  readonly instances: number;
}

/** The quotas that a plan's ladders stand under. */
export function quotaNames(plan: AnyPlan): Set<string> {
  return new Set([...trainingNeeds(plan), ...hostingNeeds(plan)].map(({ quota }) => quota));
}

/**
 * Rules out the rungs that can't work whatever the capacity, because the account's quota is below the instances that they need, so that
 * nothing is tried, or paid for, in vain; a ladder without a rung left is a problem. A quota that nobody tells rules nothing out, nor do
 * instances that are in use already: those may be gone when the rung's turn comes.
 */
export function withinQuotas<P extends AnyPlan>(plan: P, quotas: Quotas): Decision<P> {
  const { training, hosting } = plan;
  const trainable = training && marked(training.rungs, trainingNeeds(plan), quotas);
  const hostable = marked(hosting.rungs, hostingNeeds(plan), quotas);
  return {
    plan: {
      ...plan,
      ...(training && { training: { ...training, rungs: trainable } }),
      hosting: { ...hosting, rungs: hostable },
    },
    problems: [...exhausted('training.instanceType', trainable ?? []), ...exhausted('endpoint.instanceType', hostable)],
  };
}

const trainingNeeds = ({ training }: AnyPlan): Need[] =>
  (training?.rungs ?? []).map(({ instanceType, spot }) => ({
    quota: `${instanceType} for ${spot ? 'spot training job' : 'training job'} usage`,
    instances: 1,
  }));

const hostingNeeds = ({ hosting }: AnyPlan): Need[] =>
  hosting.rungs.map(({ instanceType }) => ({
    quota: `${instanceType} for endpoint usage`,
    instances: hosting.instanceCount,
  }));

function marked<R extends { ruledOut?: string }>(rungs: readonly R[], needs: readonly Need[], quotas: Quotas): R[] {
  return rungs.map((rung, index) => {
    const { quota = '', instances = 0 } = needs[index] ?? {};
    const limit = quotas.get(quota);
    if (limit === undefined || limit >= instances) return rung;
    return { ...rung, ruledOut: `the account's quota "${quota}" is ${limit}, ${instances} needed` };
  });
}

function exhausted(field: string, rungs: readonly { ruledOut?: string }[]): Problem[] {
  const reasons = rungs.flatMap(({ ruledOut }) => ruledOut ?? []);
  if (rungs.length === 0 || reasons.length < rungs.length) return [];
  const message = `${reasons.join('; ')}. Ask AWS for more (Service Quotas), or name another instance type`;
  return [{ field, message }];
}
