import { setTimeout as delay } from 'node:timers/promises';
import type { FaultRuleOf } from '../../../faults/fault-rule.js';
import { endpointLogGroup, FleetError, logStreamOf, unhealthy } from './fleet.js';
import type { Fleet } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';
import { longestTimerMilliseconds } from '../../../../longest-timer.js';
import type { LogStore } from '../../logs/log-store.js';

/** How the creation or the update of an endpoint is made to go. */
export type StagedFleet = Pick<FaultRuleOf<'endpoint'>, 'outcome' | 'seconds' | 'rollingBack'>;

/** SageMaker's words for an endpoint whose instances can't be had. */
const noCapacity =
  'Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error. Please retry using a different ML instance type or after some time.';

/** What a container that is made to fail leaves in the endpoint's log. */
const lastWords = [
  'SIMULATED FAILURE by the local stand-in of Tunewright: this container was told not to get ready.',
  'ModuleNotFoundError: simulated: no module of that name in the image',
];

interface StagedContext {
  readonly endpoint: string;
  readonly plan: FleetPlan;
  readonly logs: LogStore;
  readonly closing: AbortSignal;
}

export function stagedBy(rule: FaultRuleOf<'endpoint'> | undefined): { staged?: StagedFleet } {
  if (rule === undefined) return {};
  const { outcome, seconds, rollingBack } = rule;
  const optional = {
    ...(seconds === undefined ? {} : { seconds }),
    ...(rollingBack === undefined ? {} : { rollingBack }),
  };
  return { staged: { outcome, ...optional } };
}

/** An alarm trips when the fleet is there; nothing else lets it come up. */
export function keepsFleetDown({ outcome }: StagedFleet): boolean {
  return outcome !== 'alarm';
}

/** Rejects as a fleet does that does not come up, after `seconds`: at once, or never if it hangs. */
export async function stageFleet(
  { outcome, seconds }: StagedFleet,
  { endpoint, plan, logs, closing }: StagedContext,
): Promise<Fleet> {
  const waitMilliseconds =
    seconds === undefined ? (outcome === 'hangs' ? longestTimerMilliseconds : 0) : seconds * 1000;
  await delay(Math.min(waitMilliseconds, longestTimerMilliseconds), undefined, { signal: closing }).catch(
    () => undefined,
  );
  const isCapacity = outcome === 'InsufficientInstanceCapacity';
  if (isCapacity) throw new FleetError(noCapacity);
  const variant = plan.variants[0]?.name ?? '';
  if (!closing.aborted) logs.append(logs.create(endpointLogGroup(endpoint), logStreamOf(variant, plan)), lastWords);
  throw new FleetError(unhealthy(variant));
}
