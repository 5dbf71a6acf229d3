import { ServiceError } from '../../../wire/service-error.js';
import type { S3Operation } from '../requests/s3-call.js';

export const deleteBucket: S3Operation = async (call, store) => {
  const bucket = store.bucket(call.bucket);
  if (store.isReadOnly(call.bucket)) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  if ((await bucket.list('')).length > 0) {
    throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
  }
  store.remove(call.bucket);
  return { status: 204 };
};
