import { copySourceOf } from '../services/s3/requests/copy-source.js';
import type { S3Call } from '../services/s3/requests/s3-call.js';
import { queryValue } from '../wire/http/call.js';
import { partitionOf } from '../wire/region-name.js';
import { right } from './right.js';
import type { Right } from './right.js';

const onBuckets = new Map([
  ['HeadBucket', 's3:ListBucket'],
  ['ListObjects', 's3:ListBucket'],
  ['ListObjectsV2', 's3:ListBucket'],
  ['GetBucketLocation', 's3:GetBucketLocation'],
  ['GetBucketVersioning', 's3:GetBucketVersioning'],
  ['CreateBucket', 's3:CreateBucket'],
  ['DeleteBucket', 's3:DeleteBucket'],
]);

const onObjects = new Map([
  ['GetObject', 's3:GetObject'],
  ['HeadObject', 's3:GetObject'],
  ['PutObject', 's3:PutObject'],
  ['CopyObject', 's3:PutObject'],
  ['CreateMultipartUpload', 's3:PutObject'],
  ['UploadPart', 's3:PutObject'],
  ['UploadPartCopy', 's3:PutObject'],
  ['CompleteMultipartUpload', 's3:PutObject'],
  ['ListParts', 's3:ListMultipartUploadParts'],
  ['AbortMultipartUpload', 's3:AbortMultipartUpload'],
  ['DeleteObject', 's3:DeleteObject'],
]);

/** What S3 asks for: its actions are not called as its operations are. */
export function s3Rights(operation: string, call: S3Call): Right[] {
  const { partition } = partitionOf(call.region);
  const arnOf = (path: string): string => `arn:${partition}:s3:::${path}`;
  const onBucket = onBuckets.get(operation);
  if (onBucket !== undefined) return [right(onBucket, arnOf(call.bucket), prefix(call))];
  const onObject = onObjects.get(operation);
  if (onObject !== undefined)
    return [right(onObject, arnOf(`${call.bucket}/${call.key}`)), ...source(operation, call, arnOf)];
  // Its keys stand in a body that is read later: the right to delete every one of the bucket is asked for.
  if (operation === 'DeleteObjects') return [right('s3:DeleteObject', arnOf(`${call.bucket}/*`))];
  return [right('s3:ListAllMyBuckets', '*')];
}

const prefix = (call: S3Call): Right['context'] => {
  const value = queryValue(call, 'prefix');
  return value === undefined ? {} : { 's3:prefix': [value] };
};

function source(operation: string, call: S3Call, arnOf: (path: string) => string): Right[] {
  if (operation !== 'CopyObject' && operation !== 'UploadPartCopy') return [];
  const { bucket, key } = copySourceOf(call);
  return [right('s3:GetObject', arnOf(`${bucket}/${key}`))];
}
