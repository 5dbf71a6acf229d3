import { header } from '../../wire/http/call.js';
import { notImplementedHere } from '../../wire/service-error.js';
import * as buckets from './operations/create-bucket.js';
import { listObjectsV2 } from './operations/list-objects-v2.js';
import { listParts } from './operations/list-parts.js';
import * as multipart from './operations/complete-multipart-upload.js';
import type { ObjectStore } from './objects/object-store.js';
import { readObject } from './operations/get-object.js';
import type { S3Call, S3Operation } from './requests/s3-call.js';
import { copyObject, deleteObject, deleteObjects, putObject } from './operations/put-object.js';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** A query parameter that must be there; a request with a sub-resource that no row names is not served. */
  readonly query?: string;
  readonly header?: string;
  readonly operation: S3Operation;
}

/** First match wins. */
export function s3Routes(store: ObjectStore): readonly Route[] {
  const read = readObject(store);
  return [
    { name: 'ListBuckets', method: 'GET', on: 'service', operation: buckets.listBuckets(store) },
    {
      name: 'GetBucketLocation',
      method: 'GET',
      on: 'bucket',
      query: 'location',
      operation: buckets.getBucketLocation(store),
    },
    { name: 'ListObjectsV2', method: 'GET', on: 'bucket', query: 'list-type', operation: listObjectsV2(store) },
    { name: 'DeleteObjects', method: 'POST', on: 'bucket', query: 'delete', operation: deleteObjects(store) },
    { name: 'CreateBucket', method: 'PUT', on: 'bucket', operation: buckets.createBucket(store) },
    { name: 'HeadBucket', method: 'HEAD', on: 'bucket', operation: buckets.headBucket(store) },
    { name: 'DeleteBucket', method: 'DELETE', on: 'bucket', operation: buckets.deleteBucket(store) },
    {
      name: 'CreateMultipartUpload',
      method: 'POST',
      on: 'object',
      query: 'uploads',
      operation: multipart.createMultipartUpload(store),
    },
    {
      name: 'CompleteMultipartUpload',
      method: 'POST',
      on: 'object',
      query: 'uploadId',
      operation: multipart.completeMultipartUpload(store),
    },
    { name: 'ListParts', method: 'GET', on: 'object', query: 'uploadId', operation: listParts(store) },
    { name: 'UploadPart', method: 'PUT', on: 'object', query: 'uploadId', operation: multipart.uploadPart(store) },
    {
      name: 'AbortMultipartUpload',
      method: 'DELETE',
      on: 'object',
      query: 'uploadId',
      operation: multipart.abortMultipartUpload(store),
    },
    { name: 'CopyObject', method: 'PUT', on: 'object', header: 'x-amz-copy-source', operation: copyObject(store) },
    { name: 'PutObject', method: 'PUT', on: 'object', operation: putObject(store) },
    { name: 'GetObject', method: 'GET', on: 'object', operation: read },
    { name: 'HeadObject', method: 'HEAD', on: 'object', operation: read },
    { name: 'DeleteObject', method: 'DELETE', on: 'object', operation: deleteObject(store) },
  ];
}

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
export function findOperation(routes: readonly Route[], call: S3Call): Route {
  const on = call.key !== '' ? 'object' : call.bucket !== '' ? 'bucket' : 'service';
  const asked = call.query.map(({ name }) => name).filter((name) => subresources.has(name));
  const found = routes.find(
    (route) =>
      route.method === call.method &&
      route.on === on &&
      (route.query === undefined ? asked.length === 0 : asked.includes(route.query)) &&
      (route.header === undefined || header(call, route.header) !== undefined),
  );
  if (found === undefined) throw notImplementedHere(`${call.method} ${on} ${asked.join(' ')}`.trim());
  return found;
}
