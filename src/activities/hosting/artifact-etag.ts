import { classify, getObject, headObject, parseS3Uri } from '../../aws/index.js';
import type { AwsClients } from '../../aws/index.js';
import { failureKinds } from '../../contract/failures.js';
import type { ModelData } from '../../contract/run/plan.js';
import { failure } from '../failures.js';

/** Undefined where there is no such object, or these credentials may not look: the execution role may read it all the same. */
export async function artifactETag(
  clients: AwsClients,
  uri: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await headObject(clients, parseS3Uri(uri), signal))?.etag;
  } catch (error) {
    if (failureKinds[classify(error).type].retryable) throw error;
    return undefined;
  }
}

type Tarball = Extract<ModelData, { tarball: string }>;

/** What goes live is the file that was trained and looked at, or nothing does. @throws DataChanged, and errors of S3 */
export async function refuseChangedArtifact(
  clients: AwsClients,
  modelData: ModelData,
  signal?: AbortSignal,
): Promise<void> {
  if (!('tarball' in modelData) || modelData.etag === undefined) return;
  const found = await headObject(clients, parseS3Uri(modelData.tarball), signal);
  if (found?.etag !== modelData.etag) throw changed(modelData);
}

/** The bytes of that file, or none. @throws DataChanged, and errors of S3 */
export async function unchangedArtifact(
  clients: AwsClients,
  file: Tarball,
  signal?: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    return (await getObject(clients, { ...parseS3Uri(file.tarball), ifMatch: file.etag }, signal)).bytes;
  } catch (error) {
    throw (error as Error).name === 'PreconditionFailed' ? changed(file) : error;
  }
}

const changed = ({ tarball, etag }: Tarball): Error =>
  failure(
    'DataChanged',
    `${tarball} is not the file any more that was trained or planned with (ETag ${etag}); look who may write there, and train or start again`,
  );
