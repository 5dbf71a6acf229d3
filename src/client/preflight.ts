import type { Aws } from '../aws/index.js';
import { classify } from '../aws/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import type { Plan, RunIdentity } from '../contract/plan.js';
import type { FineTuneRequest } from '../contract/requests.js';
import { inspectLocalDataset } from '../dataset/index.js';
import { defaultBucket, prepare } from '../plan/index.js';
import { InvalidInputError, UnreachableError } from './errors.js';
import type { UploadTarget } from './upload.js';
import { uploadTarget } from './upload.js';

/** Names are not fixed before there is a run. */
const preview: RunIdentity = { workflowId: 'preview', firstExecutionRunId: '0000000000' };

export interface Preflight {
  plan: Plan;
  /** The request with `data` on S3. */
  request: FineTuneRequest;
  upload: UploadTarget | null;
}

/**
 * Looks at everything before anything is started: request, model, hyperparameters, data.
 * @throws InvalidInputError with all problems, UnreachableError when AWS can't be asked
 */
export async function preflight(request: FineTuneRequest, aws: Aws): Promise<Preflight> {
  const local = request.data !== undefined && !request.data.startsWith('s3://') ? request.data : null;
  const checked = local === null ? request : withoutData(request);
  const report = local === null ? undefined : await inspectLocalDataset(local);
  const prepared = await askingAws(() => prepare(checked, aws, preview, report));
  if (prepared.plan === null || prepared.problems.length > 0) throw new InvalidInputError(prepared.problems);
  if (local === null) return { plan: prepared.plan, request, upload: null };
  const upload = await uploadTarget(local, defaultBucket(prepared.plan));
  return { plan: movedTo(prepared.plan, upload.uri), request: { ...request, data: upload.uri }, upload };
}

/** Checks a data set wherever it lies. */
export async function checkData(location: string, aws: Aws, region: string | undefined): Promise<DatasetReport> {
  if (!location.startsWith('s3://')) return inspectLocalDataset(location);
  const where = region ?? (await aws.region());
  if (where === undefined)
    throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
  return askingAws(() => aws.inspect(location.endsWith('/') ? location : `${location}/`, where));
}

/** Errors of AWS that are nobody's bad input: unreachable, unauthenticated, throttled. */
export async function askingAws<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    const { message } = classify(rootOf(error));
    const endpoint = process.env['AWS_ENDPOINT_URL'];
    const where = endpoint === undefined ? 'AWS' : `AWS at ${endpoint}`;
    throw new UnreachableError(
      'AWS',
      `${where} can't be asked (${message}); check credentials and network, or run the local SageMaker (tunewright local)`,
      { cause: error },
    );
  }
}

const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined && error.cause !== null ? rootOf(error.cause) : error;

function withoutData({ data: _local, ...rest }: FineTuneRequest): FineTuneRequest {
  return rest;
}

const movedTo = (plan: Plan, uri: string): Plan => ({
  ...plan,
  dataset: { ...plan.dataset, uri },
  training: { ...plan.training, dataUri: uri },
});
