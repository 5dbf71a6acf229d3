import { failureKinds } from '../contract/failures.js';
import { labelsBeside } from '../contract/label-names.js';
import { labelNamesIn } from '../dataset/index.js';
import type { AwsClients } from './clients.js';
import { classify, messageOf } from './errors.js';
import { endpointConfigs, endpoints, modelNamesOf, models } from './resources/index.js';
import { sageMaker } from './sagemaker.js';
import { getObject, parseS3Uri, putText } from './s3/storage.js';

/** Bytes. Names that are kept are far shorter. */
const largestFile = 1_000_000;

/** The content of a `labels.json` at that `s3://` URI; null where there is none, or these credentials may not look. */
export async function readLabels(clients: AwsClients, uri: string, signal?: AbortSignal): Promise<string | null> {
  try {
    const { bytes } = await getObject(clients, parseS3Uri(uri), signal);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bytes) {
      pieces.push(piece);
      size += piece.byteLength;
      if (size > largestFile) break;
    }
    return new TextDecoder().decode(Buffer.concat(pieces));
  } catch (error) {
    const { name } = error as Error;
    // Without the right to list a bucket, what is not there is forbidden.
    if (['NoSuchKey', 'NoSuchBucket', 'PermanentRedirect'].includes(name)) return null;
    if (classify(error).type === 'AccessDenied') return null;
    throw error;
  }
}

/** Names of the classes that stand beside an artifact; null where there are none, or none that can be used. */
export async function labelsOfArtifact(
  clients: AwsClients,
  artifact: string,
  signal?: AbortSignal,
): Promise<readonly string[] | null> {
  const text = await readLabels(clients, labelsBeside(artifact), signal);
  const read = text === null ? null : labelNamesIn(text);
  return read !== null && 'names' in read ? read.names : null;
}

/**
 * Names of the classes that the endpoint's model knows, by the endpoint alone: they stand beside the artifact of the model of its config.
 * Null where there are none. Errors are the SDK's.
 */
export async function labelsOfEndpoint(clients: AwsClients, name: string): Promise<readonly string[] | null> {
  const sagemaker = sageMaker(clients);
  const { answer: endpoint } = await endpoints.describe(sagemaker, name);
  const { answer: config } = await endpointConfigs.describe(sagemaker, endpoint.EndpointConfigName ?? '');
  const [model] = modelNamesOf(config);
  if (model === undefined) return null;
  const { PrimaryContainer: container } = (await models.describe(sagemaker, model)).answer;
  const artifact = container?.ModelDataUrl ?? container?.ModelDataSource?.S3DataSource?.S3Uri;
  return artifact === undefined ? null : labelsOfArtifact(clients, artifact);
}

/**
 * Puts names beside an artifact, encrypted by the key that the artifact is encrypted by; the same names may be put again.
 * @returns why they could not be put, where trying again would not help
 */
export async function putLabels(
  clients: AwsClients,
  { artifact, labels, kmsKeyId }: { artifact: string; labels: readonly string[]; kmsKeyId?: string | undefined },
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    const text = `${JSON.stringify(labels)}\n`;
    await putText(clients, parseS3Uri(labelsBeside(artifact)), { text, kmsKeyId }, signal);
    return null;
  } catch (error) {
    if (failureKinds[classify(error).type].retryable) throw error;
    return messageOf(error);
  }
}
