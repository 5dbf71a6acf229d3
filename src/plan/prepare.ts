import type { ContentBuckets, JumpStartCatalog, ModelSpec } from '../catalog/index.js';
import { CatalogError, defaultDatasetUri } from '../catalog/index.js';
import type { Resolution } from '../contract/activities.js';
import type { DatasetReport } from '../contract/dataset.js';
import { unseenDataset } from '../contract/dataset.js';
import type { DeployPlan, EarlierRun, Plan, RunIdentity } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { HostingRequest } from '../contract/requests.js';
import { parseDeployRequest, parseFineTuneRequest } from '../contract/schema/requests.js';
import type { Prices } from './cost.js';
import type { DecisionContext } from './decision-input.js';
import { decide, decideDeploy } from './decide.js';
import { prefixOf } from './prefix.js';
import { tagValue } from './tags.js';

/** Whose credentials are in use. */
export interface Identity {
  account: string;
  /** True on the local SageMaker, which has a default role. */
  local: boolean;
}

/** What planning needs from outside; the doors and the worker bring their own. */
export interface PlanningServices {
  /** The region of the environment; undefined where none is set. */
  region(): Promise<string | undefined>;
  identity(region: string): Promise<Identity>;
  catalog(region: string): Promise<JumpStartCatalog>;
  /** Looks at `data.csv` under an `s3://` prefix; data that can't be read is a problem of the report. */
  inspect(uri: string, region: string): Promise<DatasetReport>;
  /** The user's own prices. */
  prices(): Promise<Prices>;
  /** The run that an endpoint is tagged with, an empty text for an endpoint of nobody's, null where there is none; left out where nobody can be asked. */
  endpointOwner?(name: string, region: string): Promise<string | null>;
  /** The newest finished run of a model; left out where nobody can be asked. */
  earlierRun?(modelId: string): Promise<EarlierRun | null>;
}

/** What follows from a request without a look at the data. */
type Resolved = Omit<Resolution, 'searchAttributes'>;

/** A plan as far as there is one: null when there is not enough to decide on. */
export interface Prepared<P> {
  plan: P | null;
  problems: Problem[];
}

/** Checks a raw fine-tune request and finds out region, account, role, model version and data. Bad input becomes problems; only a failing service throws. */
export async function resolve(raw: unknown, services: PlanningServices, run: RunIdentity): Promise<Resolved> {
  const { request, problems } = parseFineTuneRequest(raw);
  if (request === null) return { request, model: { id: '?' }, problems };
  const surroundings = await resolveSurroundings(request, services, run);
  const { spec, buckets, region, account, role } = surroundings;
  const found = [...surroundings.problems];
  const data = request.data ?? (spec === null || buckets === null ? undefined : defaultDatasetUri(spec, buckets));
  if (data === undefined && spec !== null) {
    found.push({ field: 'data', message: 'is missing; this model has no default data set' });
  }
  return {
    request,
    // Without a document the version stays out: nothing may be decided on it.
    model: spec === null ? { id: request.model.id } : { id: spec.modelId, version: spec.version },
    ...(spec?.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...(data === undefined ? {} : { dataUri: prefixOf(data) }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(role === undefined ? {} : { role }),
    problems: found,
  };
}

/** Makes the decision from what was resolved, with all problems. */
export async function decideResolved(
  resolved: Resolved,
  dataset: DatasetReport | null,
  run: RunIdentity,
  services: PlanningServices,
): Promise<Prepared<Plan>> {
  const { request, region, account, model, role = '' } = resolved;
  if (request === null || region === undefined || account === undefined || model.version === undefined) {
    return { plan: null, problems: [...resolved.problems, ...(dataset?.problems ?? [])] };
  }
  const context = await contextOf({ id: model.id, version: model.version }, { region, account, role }, run, services);
  const plan = decide({ ...context, request, dataset: dataset ?? unseenDataset('') });
  return { plan, problems: [...resolved.problems, ...plan.problems] };
}

/** All of it for a door: every problem of a request, its model and its data at once. `dataset` is given where the data is a local file. */
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

/** The same for a deployment without training. */
export async function prepareDeploy(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Prepared<DeployPlan>> {
  const { request, problems } = parseDeployRequest(raw);
  if (request === null) return { plan: null, problems };
  const { spec, region, account, role = '', problems: found } = await resolveSurroundings(request, services, run);
  if (spec === null || region === undefined || account === undefined) return { plan: null, problems: found };
  const model = { id: spec.modelId, version: spec.version };
  const plan = decideDeploy({ ...(await contextOf(model, { region, account, role }, run, services)), request });
  return { plan, problems: [...found, ...plan.problems] };
}

interface Surroundings {
  spec: ModelSpec | null;
  buckets: ContentBuckets | null;
  region?: string;
  account?: string;
  role?: string;
  problems: Problem[];
}

/** Where and as whom: region, account and role are resolved once. */
async function resolveSurroundings(
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
  const { spec, buckets } = await modelOf(request, region, services, problems);
  return { spec, buckets, region, account, ...(role === undefined ? {} : { role }), problems };
}

/** An endpoint name that is taken is found before training is paid for. After a reset the run's own endpoint may be there. */
async function endpointProblems(
  { endpoint }: HostingRequest,
  region: string,
  services: PlanningServices,
  run: RunIdentity,
): Promise<Problem[]> {
  const name = endpoint?.name;
  const owner = name === undefined ? null : ((await services.endpointOwner?.(name, region)) ?? null);
  if (name === undefined || owner === null || owner === tagValue(run.workflowId)) return [];
  return [{ field: 'endpoint.name', message: `"${name}" exists already; choose another name or delete it` }];
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

async function contextOf(
  model: { id: string; version: string },
  account: DecisionContext['account'],
  run: RunIdentity,
  services: PlanningServices,
): Promise<DecisionContext> {
  const catalog = await services.catalog(account.region);
  const spec = await catalog.spec(model.id, model.version);
  return {
    spec,
    newerVersion: await catalog.newerVersion(spec),
    buckets: catalog.buckets,
    account,
    run,
    prices: await services.prices(),
    earlier: (await services.earlierRun?.(model.id)) ?? null,
  };
}
