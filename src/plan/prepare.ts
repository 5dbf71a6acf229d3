import { defaultDatasetUri } from '../catalog/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import { unseenDataset } from '../contract/dataset.js';
import type { Plan, RunIdentity } from '../contract/plan.js';
import type { FineTuneRequest } from '../contract/requests.js';
import { parseFineTuneRequest } from '../contract/schema/requests.js';
import { contextOf } from './ask/model-documents.js';
import { decide } from './decide/fine-tune-plan.js';
import { prefixOf } from './decide/data-prefix.js';
import type { PlanningServices, Prepared, Resolved } from './ask/planning-services.js';
import { resolutionOf, resolveSurroundings } from './ask/account-and-role.js';

/** Checks a raw fine-tune request and finds out region, account, role, model version and data. Bad input becomes problems; only a failing service throws. */
export async function resolve(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Resolved<FineTuneRequest>> {
  const { request, problems } = parseFineTuneRequest(raw);
  if (request === null) return { request, model: { id: '?' }, problems };
  const surroundings = await resolveSurroundings(request, services, run);
  const resolution = resolutionOf(request, surroundings);
  const { spec, buckets } = surroundings;
  const data = request.data ?? (spec === null || buckets === null ? undefined : defaultDatasetUri(spec, buckets));
  if (data === undefined && spec !== null) {
    resolution.problems.push({ field: 'data', message: 'is missing; this model has no default data set' });
  }
  return { ...resolution, ...(data === undefined ? {} : { dataUri: prefixOf(data) }) };
}

/** Makes the decision from what was resolved, with all problems. */
export async function decideResolved(
  resolved: Resolved<FineTuneRequest>,
  dataset: DatasetReport | null,
  run: RunIdentity,
  services: PlanningServices,
): Promise<Prepared<Plan>> {
  const context = await contextOf(resolved, run, services);
  if (resolved.request === null || context === null) {
    return { plan: null, problems: [...resolved.problems, ...(dataset?.problems ?? [])] };
  }
  const plan = decide({ ...context, request: resolved.request, dataset: dataset ?? unseenDataset('') });
  return { plan, problems: [...resolved.problems, ...plan.problems] };
}

/** Both for a door: every problem of a request, its model and its data at once. `dataset` is given where the data is a local file. */
export async function prepareFineTune(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
  dataset?: DatasetReport,
): Promise<Prepared<Plan>> {
  const resolved = await resolve(raw, services, run);
  const { dataUri, region } = resolved;
  if (dataset !== undefined) return decideResolved(resolved, dataset, run, services);
  const inspected = dataUri === undefined || region === undefined ? null : await services.inspect(dataUri, region);
  return decideResolved(resolved, inspected, run, services);
}
