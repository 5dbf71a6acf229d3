import type { RunIdentity } from '../../contract/plan.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/requests.js';
import type { DecisionContext } from '../decide/decision-input.js';
import type { PlanningServices, Resolved } from './planning-services.js';

/** What a decision is made from besides the request; null where too little could be resolved to decide anything. */
export async function contextOf(
  { region, account, model, role = '' }: Resolved<FineTuneRequest | DeployRequest>,
  run: RunIdentity,
  services: PlanningServices,
): Promise<DecisionContext | null> {
  if (region === undefined || account === undefined || model.version === undefined) return null;
  const catalog = await services.catalog(region);
  const spec = await catalog.spec(model.id, model.version);
  return {
    spec,
    newerVersion: await catalog.newerVersion(spec),
    buckets: catalog.buckets,
    account: { region, account, role },
    run,
    prices: await services.prices(),
    earlier: (await services.earlierRun?.(model.id)) ?? null,
  };
}
