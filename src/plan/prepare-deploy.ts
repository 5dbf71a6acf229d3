import type { DeployPlan, RunIdentity } from '../contract/plan.js';
import type { DeployRequest } from '../contract/requests.js';
import { parseDeployRequest } from '../contract/schema/requests.js';
import { contextOf } from './ask/model-documents.js';
import { decideDeploy } from './decide/deploy-plan.js';
import type { PlanningServices, Prepared, Resolved } from './ask/planning-services.js';
import { resolutionOf, resolveSurroundings } from './ask/account-and-role.js';

/** Checks a raw deploy request and finds out region, account, role and model version. Bad input becomes problems; only a failing service throws. */
export async function resolveDeploy(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Resolved<DeployRequest>> {
  const { request, problems } = parseDeployRequest(raw);
  if (request === null) return { request, model: { id: '?' }, problems };
  return resolutionOf(request, await resolveSurroundings(request, services, run));
}

/** Makes the decision from what was resolved, with all problems. */
export async function decideDeployResolved(
  resolved: Resolved<DeployRequest>,
  run: RunIdentity,
  services: PlanningServices,
): Promise<Prepared<DeployPlan>> {
  const context = await contextOf(resolved, run, services);
  if (resolved.request === null || context === null) return { plan: null, problems: resolved.problems };
  const plan = decideDeploy({ ...context, request: resolved.request });
  return { plan, problems: [...resolved.problems, ...plan.problems] };
}

/** Both for a door: every problem of a request and its model at once. */
export async function prepareDeploy(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Prepared<DeployPlan>> {
  return decideDeployResolved(await resolveDeploy(raw, services, run), run, services);
}
