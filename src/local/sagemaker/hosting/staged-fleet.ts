import { setTimeout as delay } from 'node:timers/promises';
import type { FaultRuleOf } from '../faults/fault-rule.js';
import { FleetError, unhealthy } from './fleet.js';
import type { Fleet } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';

/** A fleet that does not come up, on demand. */
export type StagedFleet = Pick<FaultRuleOf<'endpoint'>, 'outcome' | 'seconds'>;

/** Timers of Node.js hold at most 2^31 - 1 ms: for a test, 24 days are for ever. */
const foreverMs = 2_147_483_647;

export function stagedBy(rule: FaultRuleOf<'endpoint'> | undefined): { staged?: StagedFleet } {
  if (rule === undefined) return {};
  const { outcome, seconds } = rule;
  return { staged: { outcome, ...(seconds === undefined ? {} : { seconds }) } };
}

/** Rejects as a fleet does whose first container does not get ready, after `seconds`: at once, or never if it hangs. */
export async function stageFleet(
  { outcome, seconds }: StagedFleet,
  plan: FleetPlan,
  closing: AbortSignal,
): Promise<Fleet> {
  const waitMs = seconds === undefined ? (outcome === 'hangs' ? foreverMs : 0) : seconds * 1000;
  await delay(Math.min(waitMs, foreverMs), undefined, { signal: closing }).catch(() => undefined);
  throw new FleetError(unhealthy(plan.variants[0]?.name ?? ''));
}
