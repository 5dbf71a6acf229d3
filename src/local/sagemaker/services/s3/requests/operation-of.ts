import { header } from '../../../wire/http/call.js';
import { notImplementedHere } from '../../../wire/service-error.js';
import type { S3Call } from './s3-call.js';

interface Binding {
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** A query parameter that must be there; a request with a sub-resource that no row names is not served. */
  readonly query?: string;
  readonly header?: string;
}

/** How a request names its operation; the first match wins. */
const bindings = {
  ListBuckets: { method: 'GET', on: 'service' },
  GetBucketLocation: { method: 'GET', on: 'bucket', query: 'location' },
  ListObjectsV2: { method: 'GET', on: 'bucket', query: 'list-type' },
  GetBucketVersioning: { method: 'GET', on: 'bucket', query: 'versioning' },
  ListObjects: { method: 'GET', on: 'bucket' },
  DeleteObjects: { method: 'POST', on: 'bucket', query: 'delete' },
  CreateBucket: { method: 'PUT', on: 'bucket' },
  HeadBucket: { method: 'HEAD', on: 'bucket' },
  DeleteBucket: { method: 'DELETE', on: 'bucket' },
  CreateMultipartUpload: { method: 'POST', on: 'object', query: 'uploads' },
  CompleteMultipartUpload: { method: 'POST', on: 'object', query: 'uploadId' },
  ListParts: { method: 'GET', on: 'object', query: 'uploadId' },
  UploadPartCopy: { method: 'PUT', on: 'object', query: 'uploadId', header: 'x-amz-copy-source' },
  UploadPart: { method: 'PUT', on: 'object', query: 'uploadId' },
  AbortMultipartUpload: { method: 'DELETE', on: 'object', query: 'uploadId' },
  CopyObject: { method: 'PUT', on: 'object', header: 'x-amz-copy-source' },
  PutObject: { method: 'PUT', on: 'object' },
  GetObject: { method: 'GET', on: 'object' },
  HeadObject: { method: 'HEAD', on: 'object' },
  DeleteObject: { method: 'DELETE', on: 'object' },
} satisfies Readonly<Record<string, Binding>>;

export type S3OperationName = keyof typeof bindings;

/** Query parameters that ask for something other than the object or bucket itself. */
const subresources = new Set([
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'list-type',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'partNumber',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
]);

/** @throws ServiceError NotImplemented (501) */
export function operationOf(call: S3Call): S3OperationName {
  const on = call.key !== '' ? 'object' : call.bucket !== '' ? 'bucket' : 'service';
  const asked = call.query.map(({ name }) => name).filter((name) => subresources.has(name));
  const found = (Object.entries(bindings) as [S3OperationName, Binding][]).find(
    ([, binding]) =>
      binding.method === call.method &&
      binding.on === on &&
      (binding.query === undefined ? asked.length === 0 : asked.includes(binding.query)) &&
      (binding.header === undefined || header(call, binding.header) !== undefined),
  );
  if (found === undefined) throw notImplementedHere(`${call.method} ${on} ${asked.join(' ')}`.trim());
  return found[0];
}
