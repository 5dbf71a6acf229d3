import { checkWritable } from '../requests/check-writable.js';
import type { S3Operation } from '../requests/s3-call.js';

export const deleteObject: S3Operation = (call, store) => {
  checkWritable(store, call);
  store.delete(call.bucket, call.key);
  return { status: 204 };
};
