import type { Bucket } from './object-record.js';
import type { ObjectStore } from './object-store.js';
import { parseS3Uri } from './s3-uri.js';

/** Why objects could not be brought from S3 or to it; the message is fit for a FailureReason. */
export class TransferError extends Error {}

/** The bucket and key of an address, as a service of that region reaches them: S3 answers in the bucket's own. @throws TransferError */
export function reach(store: ObjectStore, uri: string, region: string): { bucket: Bucket; key: string } {
  const location = parseS3Uri(uri);
  const bucket = location === undefined ? undefined : store.find(location.bucket);
  if (location === undefined || bucket === undefined) throw new TransferError(`NoSuchBucket: no bucket for ${uri}`);
  if (bucket.region === region) return { bucket, key: location.key };
  throw new TransferError(
    `PermanentRedirect (301): The bucket is in this region: ${bucket.region}. Please use this region to retry the request: ${uri}`,
  );
}
