import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { AwsClients } from '../../aws/index.js';
import { bucketExists, ensureBucket, putFile } from '../../aws/index.js';
import { dataFileOf } from '../../dataset/index.js';
import { InvalidInputError } from '../errors.js';

/** Where a local data set is to go: a key made of its content, so that the same file is uploaded once. */
export interface UploadTarget {
  file: string;
  bytes: number;
  bucket: string;
  /** `s3://bucket/tunewright/data/SHA256/` */
  uri: string;
}

/** A local data set, by its content. */
export interface DataFile {
  file: string;
  bytes: number;
  sha256: string;
}

/** The `data.csv` of a location, read as a whole. */
export async function dataFile(location: string): Promise<DataFile> {
  const file = await dataFileOf(location);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return { file, bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

export const targetIn = (bucket: string, { file, bytes, sha256 }: DataFile): UploadTarget => ({
  file,
  bytes,
  bucket,
  uri: `s3://${bucket}/tunewright/data/${sha256}/`,
});

/**
 * Where the file of a local data set would go; reads it all, and sends nothing.
 * @param location a `data.csv`, or the directory that holds it
 */
export const uploadTarget = async (location: string, bucket: string): Promise<UploadTarget> =>
  targetIn(bucket, await dataFile(location));

/** @throws InvalidInputError when the bucket does not exist: nothing is created that nobody asked for. */
export async function upload(
  clients: AwsClients,
  target: UploadTarget,
  options: { createBucket?: boolean } = {},
): Promise<'uploaded' | 'present'> {
  if (options.createBucket === true) await ensureBucket(clients, target.bucket);
  else if (!(await bucketExists(clients, target.bucket))) {
    throw new InvalidInputError([
      {
        field: 'data',
        message: `bucket "${target.bucket}" does not exist; create it (tunewright data upload --create-bucket), or put the file into a bucket of yours and give its s3:// prefix`,
      },
    ]);
  }
  const key = `${target.uri.slice(`s3://${target.bucket}/`.length)}data.csv`;
  return putFile(clients, { bucket: target.bucket, key }, { path: target.file, bytes: target.bytes });
}
