import type { Aws } from '../aws/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import type { DeployPlan, Plan, RunIdentity } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { DeployRequest, FineTuneRequest, HostingRequest } from '../contract/requests.js';
import { inspectLocalDataset } from '../dataset/index.js';
import type { PlanningServices, Prepared } from '../plan/index.js';
import { defaultBucket as bucketOf, prefixOf, prepareDeploy, prepareFineTune } from '../plan/index.js';
import { askingAws } from './asking-aws.js';
import { InvalidInputError } from './errors.js';
import type { Continued } from './from-run.js';
import type { UploadTarget } from './upload.js';
import { uploadTarget } from './upload.js';

/** A plan for a look: what would be done, and everything that is wrong with it. */
export interface DryRun<P> extends Prepared<P> {
  /** Where local data would be uploaded. */
  upload: UploadTarget | null;
}

/** A fine-tune that can start: everything was looked at, nothing is wrong. */
export interface Preflight {
  plan: Plan;
  /** The request with `data` on S3. */
  request: FineTuneRequest;
  upload: UploadTarget | null;
}

/** A deployment without training that can start. */
export interface DeployPreflight {
  plan: DeployPlan;
  request: DeployRequest;
}

/** There is no run yet: resource names end in ten zeros. */
const preview = (workflowId: string): RunIdentity => ({ workflowId, firstExecutionRunId: '0000000000' });

/**
 * Plans a fine-tune without starting anything; the requests are in the plan even where there are problems.
 * With an account given, nobody is asked whose credentials these are. `earlierRun` finds a run that tells the likely cost.
 * @throws UnreachableError when AWS can't be asked
 */
export const planFineTune = (
  request: FineTuneRequest,
  aws: Aws,
  earlierRun?: PlanningServices['earlierRun'],
): Promise<DryRun<Plan>> => plan(request, trusting(request, aws, earlierRun));

/** Plans a deployment without training, without starting anything. @throws UnreachableError when AWS can't be asked */
export const planDeploy = (request: DeployRequest, aws: Aws): Promise<Prepared<DeployPlan>> =>
  askingAws(() => prepareDeploy(request, trusting(request, aws), preview('deploy')));

/**
 * Looks at everything before anything is started: request, model, hyperparameters, data, whose credentials these are.
 * `earlier` is what an earlier run asks for that the request goes on from, and what is wrong with that run.
 * @throws InvalidInputError with all problems, UnreachableError when AWS can't be asked
 */
export async function preflight(
  request: FineTuneRequest,
  aws: Aws,
  earlier: Pick<Continued<unknown>, 'problems' | 'classes'> = { problems: [] },
): Promise<Preflight> {
  const { plan: made, problems: own, upload } = await plan(request, aws);
  const problems = [...earlier.problems, ...own, ...otherClasses(made, earlier.classes)];
  if (made === null || problems.length > 0) throw new InvalidInputError(problems);
  return { plan: made, upload, request: upload === null ? request : { ...request, data: upload.uri } };
}

/** The same for a deployment without training; null where there is not even a model to look at. */
export async function preflightDeploy(
  request: DeployRequest | null,
  aws: Aws,
  found: readonly Problem[] = [],
): Promise<DeployPreflight> {
  if (request === null) throw new InvalidInputError(found);
  const { plan: made, problems } = await askingAws(() => prepareDeploy(request, aws, preview('deploy')));
  if (made === null || problems.length + found.length > 0) throw new InvalidInputError([...found, ...problems]);
  return { plan: made, request };
}

async function plan(request: FineTuneRequest, services: PlanningServices): Promise<DryRun<Plan>> {
  const run = preview('fine-tune');
  const local = request.data !== undefined && !request.data.startsWith('s3://') ? request.data : null;
  if (local === null) {
    return { ...(await askingAws(() => prepareFineTune(request, services, run))), upload: null };
  }
  const report = await inspectLocalDataset(local);
  const prepared = await askingAws(() => prepareFineTune(withoutData(request), services, run, report));
  if (prepared.plan === null || report.bytes === 0) return { ...prepared, upload: null };
  const upload = await uploadTarget(local, bucketOf(prepared.plan));
  return { ...prepared, plan: movedTo(prepared.plan, upload.uri), upload };
}

/** Takes the account of a dry run at its word, so that it needs no network; a local endpoint is asked all the same. */
function trusting(
  { account }: HostingRequest,
  aws: Aws,
  earlierRun?: PlanningServices['earlierRun'],
): PlanningServices {
  const isLocal: boolean = (process.env['AWS_ENDPOINT_URL_STS'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  return {
    region: () => aws.region(),
    identity: (region) =>
      account === undefined || isLocal ? aws.identity(region) : Promise.resolve({ account, local: false }),
    catalog: (region) => aws.catalog(region),
    inspect: (uri, region) => aws.inspect(uri, region),
    ...(account === undefined || isLocal
      ? {
          endpointOwner: (name: string, region: string) => aws.endpointOwner(name, region),
          exists: (uri: string, region: string) => aws.exists(uri, region),
        }
      : {}),
    prices: () => aws.prices(),
    ...(earlierRun === undefined ? {} : { earlierRun }),
  };
}

/** Checks a data set wherever it lies. */
export async function checkData(location: string, aws: Aws, region: string | undefined): Promise<DatasetReport> {
  if (!location.startsWith('s3://')) return inspectLocalDataset(location);
  const where = region ?? (await aws.region());
  if (where === undefined) {
    throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
  }
  return askingAws(() => aws.inspect(prefixOf(location), where));
}

/** An earlier model is trained further only on the classes that it knows; data without rows has a problem of its own. */
function otherClasses(made: Plan | null, known: number | undefined): Problem[] {
  const classes = made?.dataset.classes ?? 0;
  if (known === undefined || classes === 0 || classes === known) return [];
  const message = `that run knows ${known} classes, the data has ${classes}; train from the pretrained model instead (without from), or on data of the same classes`;
  return [{ field: 'from', message }];
}

function withoutData({ data: _local, ...rest }: FineTuneRequest): FineTuneRequest {
  return rest;
}

const movedTo = (made: Plan, uri: string): Plan => ({
  ...made,
  dataset: { ...made.dataset, uri },
  training: { ...made.training, dataUri: uri },
});
