import type { ContentBuckets, ModelSpec } from '../../catalog/index.js';
import { CatalogError } from '../../catalog/index.js';
import type { RunIdentity } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { DeployRequest, FineTuneRequest, HostingRequest } from '../../contract/requests.js';
import { missingObjects } from './existing-objects.js';
import type { PlanningServices, Resolved } from './planning-services.js';
import { tagValue } from '../requests/resource-tags.js';

/** What was found out about where a run works, as whom, and with which model. */
export interface Surroundings {
  spec: ModelSpec | null;
  buckets: ContentBuckets | null;
  region?: string;
  account?: string;
  role?: string;
  problems: Problem[];
}

/** Where and as whom: region, account and role are resolved once. */
export async function resolveSurroundings(
  request: HostingRequest,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Surroundings> {
  const problems: Problem[] = [];
  const region = request.region ?? (await services.region());
  if (region === undefined) {
    problems.push({ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' });
    return { spec: null, buckets: null, problems };
  }
  const { account, local } = await services.identity(region);
  if (request.account !== undefined && request.account !== account) {
    problems.push({
      field: 'account',
      message: `"${request.account}" is not the account of the credentials in use, ${account}`,
    });
  }
  const role = request.role ?? (local ? `arn:aws:iam::${account}:role/TunewrightLocal` : undefined);
  if (role === undefined) {
    problems.push({ field: 'role', message: 'is missing; give the ARN of the SageMaker execution role (--role)' });
  }
  problems.push(...(await endpointProblems(request, region, services, run)));
  problems.push(...(await missingObjects(request, region, services)));
  const { spec, buckets } = await modelOf(request, region, services, problems);
  return { spec, buckets, region, account, ...(role === undefined ? {} : { role }), problems };
}

/** An endpoint name that is taken is found before training is paid for. After a reset the run's own endpoint may be there; an update wants one there. */
async function endpointProblems(
  { endpoint }: HostingRequest,
  region: string,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Problem[]> {
  if (endpoint?.update !== undefined) return [];
  const name = endpoint?.name;
  const owner = name === undefined ? null : ((await services.endpointOwner?.(name, region)) ?? null);
  if (name === undefined || owner === null || owner === tagValue(run.workflowId)) return [];
  return [
    {
      field: 'endpoint.name',
      message: `"${name}" exists already; choose another name, delete it, or move it to the new model (endpoint.update)`,
    },
  ];
}

async function modelOf(
  { model }: HostingRequest,
  region: string,
  services: PlanningServices,
  problems: Problem[],
): Promise<{ spec: ModelSpec | null; buckets: ContentBuckets | null }> {
  try {
    const catalog = await services.catalog(region);
    return { spec: await catalog.spec(model.id, model.version), buckets: catalog.buckets };
  } catch (error) {
    // Documents that can't be read are AWS's fault and worth a retry; the rest is the request's.
    if (!(error instanceof CatalogError) || error.field === 'catalogue') throw error;
    problems.push({ field: error.field, message: error.message });
    return { spec: null, buckets: null };
  }
}

/** The surroundings as the recorded answer of the first step. */
export function resolutionOf<R extends FineTuneRequest | DeployRequest>(
  request: R,
  { spec, region, account, role, problems }: Surroundings,
): Resolved<R> {
  return {
    request,
    // Without a document the version stays out: nothing may be decided on it.
    model: spec === null ? { id: request.model.id } : { id: spec.modelId, version: spec.version },
    ...(spec?.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(role === undefined ? {} : { role }),
    problems: [...problems],
  };
}
