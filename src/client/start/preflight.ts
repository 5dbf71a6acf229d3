import type { Aws } from '../../aws/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import { withoutNulls } from '../../contract/given.js';
import type { Problem } from '../../contract/problems.js';
import type { RunKind } from '../../contract/run/run-kinds.js';
import { inspectLocalDataset } from '../../dataset/index.js';
import type { Planning, PlanningServices, PlanOf, RequestOf } from '../../plan/index.js';
import { prefixOf, prepare } from '../../plan/index.js';
import { askingAws } from '../asking-aws.js';
import { dryRunServices } from './dry-run-services.js';
import { InvalidInputError } from '../errors.js';
import type { Continued } from './from-run.js';
import { idPrefixes } from '../id-prefixes.js';
import { localData } from './local-data.js';
import { localHeldOut } from './local-held-out.js';
import { otherArtifact } from './other-artifact.js';
import { otherClasses } from './other-classes.js';
import type { UploadTarget } from './upload.js';

/** A plan for a look: what would be done, and everything that is wrong with it. */
export interface DryRun<K extends RunKind> {
  /** Null where there is not enough to decide on. */
  readonly plan: PlanOf<K> | null;
  readonly problems: readonly Problem[];
  /** Where local data would be uploaded, and rows held out from training. */
  readonly uploads: readonly UploadTarget[];
}

/** What a dry run may ask Temporal; left out where there is none to ask. */
export interface AskedOfRuns {
  /** A run that tells the likely cost. */
  readonly earlierRun?: NonNullable<PlanningServices['earlierRun']>;
  /** The run, still going, that changes or will make the endpoint of that name. */
  readonly keptName?: NonNullable<Planning['keptName']>;
}

/** A request in order, with what a run would do of it now. */
export interface Preflight<K extends RunKind> {
  readonly kind: K;
  readonly plan: PlanOf<K>;
  /** With all data on S3. */
  readonly request: RequestOf<K>;
  readonly uploads: readonly UploadTarget[];
}

/**
 * Plans a run without starting anything; there is a plan even where there are problems.
 * With an account given, nobody is asked whose credentials these are.
 * @throws UnreachableError when AWS can't be asked
 */
export const dryRun = <K extends RunKind>(
  kind: K,
  continued: Continued<K>,
  aws: Aws,
  { earlierRun, keptName }: AskedOfRuns = {},
): Promise<DryRun<K>> => plan(kind, continued, dryRunServices(aws, continued.request?.account, earlierRun), keptName);

/**
 * Looks at everything before anything is started: request, model, hyperparameters, data, quotas, whose credentials these are.
 * @throws InvalidInputError with all problems, UnreachableError when AWS can't be asked
 */
export async function preflight<K extends RunKind>(kind: K, continued: Continued<K>, aws: Aws): Promise<Preflight<K>> {
  const { plan: planned, problems, uploads, request } = await plan(kind, continued, dryRunServices(aws, undefined));
  if (planned === null || request === null || problems.length > 0) throw new InvalidInputError(problems);
  return { kind, plan: planned, uploads, request };
}

async function plan<K extends RunKind>(
  kind: K,
  { request: wanted, problems: ofRun, classes, etag }: Continued<K>,
  services: PlanningServices,
  keptName?: Planning['keptName'],
): Promise<DryRun<K> & { request: RequestOf<K> | null }> {
  const given = withoutNulls(wanted);
  if (given === null) return { plan: null, problems: ofRun, uploads: [], request: null };
  const heldOut = await askingAws(() => localHeldOut(given, services));
  const { request } = heldOut;
  // There is no run yet: resource names end in ten zeros.
  const planning = {
    services: heldOut.services,
    run: { workflowId: idPrefixes[kind], firstExecutionRunId: '0000000000' },
    ...defined({ keptName }),
  };
  const local = await localData(request);
  const prepared = await askingAws(() => prepare(kind, local?.request ?? request, planning, local?.report));
  const upload = (prepared.plan && local?.upload()) ?? null;
  return {
    plan: prepared.plan,
    request: upload === null ? request : { ...request, data: upload.uri },
    problems: [
      ...ofRun,
      ...heldOut.problems,
      ...prepared.problems,
      ...otherClasses(prepared.plan, classes),
      ...otherArtifact(prepared.plan, etag),
    ],
    uploads: prepared.plan === null ? [] : [...(upload === null ? [] : [upload]), ...heldOut.uploads],
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
