import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { AwsClients } from '../../aws/index.js';
import { bucketExists, classify, dataDigest, ensureBucket, messageOf, putFile, putText } from '../../aws/index.js';
import { labelsFile } from '../../contract/label-names.js';
import { dataFileOf, localLabels } from '../../dataset/index.js';
import { InvalidInputError } from '../errors.js';

/** Where a local data set is to go: a key made of its content, so that the same file is uploaded once. */
export interface UploadTarget {
  file: string;
  bytes: number;
  bucket: string;
  /** `s3://bucket/tunewright/data/SHA256/` */
  uri: string;
  /** Content of the `labels.json` that goes along; null where none stands beside the data. */
  labels: string | null;
}

/** A local data set, by its content. */
export interface DataFile {
  file: string;
  bytes: number;
  /** Of `data.csv`, and of its `labels.json` where there is one: the same rows under other names are another data set. */
  sha256: string;
  labels: string | null;
}

/** The `data.csv` of a location with the `labels.json` beside it, read as a whole. */
export async function dataFile(location: string): Promise<DataFile> {
  const file = await dataFileOf(location);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  const labels = await localLabels(file);
  return { file, bytes: (await stat(file)).size, sha256: dataDigest(hash.digest('hex'), labels), labels };
}

export const targetIn = (bucket: string, { file, bytes, sha256, labels }: DataFile): UploadTarget => ({
  file,
  bytes,
  labels,
  bucket,
  uri: `s3://${bucket}/tunewright/data/${sha256}/`,
});

/**
 * Where the file of a local data set would go; reads it all, and sends nothing.
 * @param location a `data.csv`, or the directory that holds it
 */
export const uploadTarget = async (location: string, bucket: string): Promise<UploadTarget> =>
  targetIn(bucket, await dataFile(location));

/**
 * @param options `kmsKeyId`: id or ARN of the KMS key that S3 encrypts the data with; left out, as the bucket says
 * @throws InvalidInputError when the bucket does not exist (nothing is created that nobody asked for), is in another region, or may not
 * be written
 */
export async function upload(
  clients: AwsClients,
  target: UploadTarget,
  options: { createBucket?: boolean; kmsKeyId?: string | undefined } = {},
): Promise<'uploaded' | 'present'> {
  const { bucket, file: path, bytes, labels } = target;
  const { kmsKeyId } = options;
  await permitted({ bucket, action: 's3:CreateBucket' }, clients, async () => {
    if (options.createBucket === true) await ensureBucket(clients, bucket);
    else if (!(await isThere(clients, bucket))) {
      throw invalid(
        `bucket "${bucket}" does not exist; create it (tunewright data upload --create-bucket), or put the file into a bucket of yours and give its s3:// prefix`,
      );
    }
  });
  const prefix = target.uri.slice(`s3://${bucket}/`.length);
  // Before the rows: data that is there is complete.
  if (labels !== null) {
    const key = `${prefix}${labelsFile}`;
    await permitted({ bucket, key, action: 's3:PutObject' }, clients, () =>
      putText(clients, { bucket, key }, { text: labels, kmsKeyId }),
    );
  }
  const key = `${prefix}data.csv`;
  return permitted({ bucket, key, action: 's3:PutObject' }, clients, () =>
    putFile(clients, { bucket, key }, { path, bytes }, kmsKeyId),
  );
}

/** A bucket that may not be looked at is there; what may be done in it the upload will tell. */
async function isThere(clients: AwsClients, bucket: string): Promise<boolean> {
  try {
    return await bucketExists(clients, bucket);
  } catch (error) {
    if (isDenied(error)) return true;
    throw error;
  }
}

interface Asked {
  action: string;
  bucket: string;
  key?: string;
}

/** What S3 refuses is told with the action and in S3's words, which name policy or key. */
async function permitted<T>({ action, bucket, key }: Asked, { region }: AwsClients, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isElsewhere(error)) throw invalid(`bucket "${bucket}" is not in ${region}; give one that is (--bucket)`);
    if (!isDenied(error) && !isOfKey(error)) throw error;
    const place = key === undefined ? bucket : `s3://${bucket}/${key}`;
    throw invalid(`${action} of "${place}" is refused to the credentials in use: ${messageOf(error)}`);
  }
}

/** What KMS answers S3: there is no such key here, or it is disabled. */
const isOfKey = (error: unknown): boolean => (error as Error | null)?.name?.startsWith('KMS.') === true;

const isDenied = (error: unknown): boolean => classify(error).type === 'AccessDenied';

/** S3's redirection to the region of a bucket; the answer to HEAD has no name. */
const isElsewhere = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 301;

const invalid = (message: string): InvalidInputError => new InvalidInputError([{ field: 'data', message }]);
