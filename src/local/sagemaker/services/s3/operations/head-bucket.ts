import type { S3Operation } from '../requests/s3-call.js';

export const headBucket: S3Operation = (call, store) => ({
  headers: { 'x-amz-bucket-region': store.bucket(call.bucket).region },
});
