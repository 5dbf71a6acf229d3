import { classify, headObject, parseS3Uri } from '../../aws/index.js';
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

/** What goes live is the file that was trained and looked at, or nothing does. @throws DataChanged, and errors of S3 */
export async function refuseChangedArtifact(
  clients: AwsClients,
  modelData: ModelData,
  signal?: AbortSignal,
): Promise<void> {
  if (!('tarball' in modelData) || modelData.etag === undefined) return;
  const { tarball, etag } = modelData;
  if ((await headObject(clients, parseS3Uri(tarball), signal))?.etag === etag) return;
  throw failure(
    'DataChanged',
    `${tarball} is not the file any more that was trained or planned with (ETag ${etag}); look who may write there, and train or start again`,
  );
}
