import type { JumpStartCatalog, ModelSpec } from '../catalog/index.js';
import { CatalogError, defaultDatasetUri } from '../catalog/index.js';
import type { Resolution } from '../contract/activities.js';
import type { DatasetReport } from '../contract/dataset.js';
import type { Plan, RunIdentity } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { FineTuneRequest } from '../contract/requests.js';
import { parseFineTuneRequest } from '../contract/schema/fine-tune.js';
import { decide } from './decide.js';

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
}

type Resolved = Omit<Resolution, 'searchAttributes'>;

/** Checks a raw request and finds out region, account, role, model version and data. Bad input becomes problems; only a failing service throws. */
export async function resolve(raw: unknown, services: PlanningServices): Promise<Resolved> {
  const { request, problems } = parseFineTuneRequest(raw);
  if (request === null) return { request, model: { id: '' }, problems };
  const found: Problem[] = [];
  const region = request.region ?? (await services.region());
  if (region === undefined) {
    found.push({ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' });
    return { request, model: request.model, problems: found };
  }
  const identity = await services.identity(region);
  if (request.account !== undefined && request.account !== identity.account) {
    found.push({
      field: 'account',
      message: `"${request.account}" is not the account of the credentials in use, ${identity.account}`,
    });
  }
  const role = request.role ?? (identity.local ? localRole(identity.account) : undefined);
  if (role === undefined) {
    found.push({ field: 'role', message: 'is missing; give the ARN of the SageMaker execution role (--role)' });
  }
  const spec = await specOf(request, region, services, found);
  const dataUri = dataOf(request, spec, await services.catalog(region), found);
  return {
    request,
    model: spec === null ? request.model : { id: spec.modelId, version: spec.version },
    ...(spec?.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...(dataUri === undefined ? {} : { dataUri }),
    region,
    account: identity.account,
    ...(role === undefined ? {} : { role }),
    problems: found,
  };
}

/** Makes the decision from what was resolved; null with all problems when there is not enough to decide on. */
export async function decideResolved(
  resolved: Resolved,
  dataset: DatasetReport | null,
  run: RunIdentity,
  services: PlanningServices,
): Promise<{ plan: Plan; problems: Problem[] } | { plan: null; problems: Problem[] }> {
  const { request, region, account, model } = resolved;
  const known = [...resolved.problems];
  if (request === null || region === undefined || account === undefined || model.version === undefined) {
    return { plan: null, problems: [...known, ...(dataset?.problems ?? [])] };
  }
  const catalog = await services.catalog(region);
  const spec = await catalog.spec(model.id, model.version);
  const plan = decide({
    request,
    spec,
    buckets: catalog.buckets,
    dataset: dataset ?? noDataset,
    account: { region, account, role: resolved.role ?? '' },
    run,
  });
  return { plan, problems: [...known, ...plan.problems] };
}

/** All of it for a door: every problem of a request, its model and its data at once. `dataset` is given where the data is a local file. */
export async function prepare(
  raw: unknown,
  services: PlanningServices,
  run: RunIdentity,
  dataset?: DatasetReport,
): Promise<{ plan: Plan | null; problems: Problem[]; dataset: DatasetReport | null }> {
  const resolved = await resolve(raw, services);
  const report =
    dataset ??
    (resolved.dataUri !== undefined && resolved.region !== undefined
      ? await services.inspect(resolved.dataUri, resolved.region)
      : null);
  return { ...(await decideResolved(resolved, report, run, services)), dataset: report };
}

const localRole = (account: string): string => `arn:aws:iam::${account}:role/TunewrightLocal`;

const noDataset: DatasetReport = {
  uri: '',
  bytes: 0,
  rows: 0,
  classes: 0,
  classCounts: [],
  samples: [],
  problems: [],
  warnings: [],
};

async function specOf(
  request: FineTuneRequest,
  region: string,
  services: PlanningServices,
  problems: Problem[],
): Promise<ModelSpec | null> {
  try {
    return await (await services.catalog(region)).spec(request.model.id, request.model.version);
  } catch (error) {
    // Documents that can't be read are AWS's fault and worth a retry; the rest is the request's.
    if (!(error instanceof CatalogError) || error.field === 'catalogue') throw error;
    problems.push({ field: error.field, message: error.message });
    return null;
  }
}

function dataOf(
  request: FineTuneRequest,
  spec: ModelSpec | null,
  catalog: JumpStartCatalog,
  problems: Problem[],
): string | undefined {
  const uri = request.data ?? (spec === null ? undefined : defaultDatasetUri(spec, catalog.buckets));
  if (uri === undefined) {
    if (spec !== null) problems.push({ field: 'data', message: 'is missing; this model has no default data set' });
    return undefined;
  }
  // SageMaker reads every key that starts with the prefix: without the slash a neighbour's data would come along.
  return uri.endsWith('/') ? uri : `${uri}/`;
}
