import { ServiceError } from '../../../wire/service-error.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { S3Call } from './s3-call.js';

const keyLimitBytes = 1024;

/** @throws ServiceError NoSuchBucket, AccessDenied for a read-only bucket, KeyTooLongError */
export function checkWritable(store: ObjectStore, { bucket, key }: S3Call): void {
  store.bucket(bucket);
  if (store.isReadOnly(bucket)) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  if (Buffer.byteLength(key) > keyLimitBytes) throw new ServiceError('KeyTooLongError', 'Your key is too long');
}
