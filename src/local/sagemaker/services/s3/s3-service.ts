import type { RestXmlService } from '../../wire/protocols/rest-xml.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { checkedByOperations, serve } from '../../wire/service/serve.js';
import type { ObjectStore } from './objects/object-store.js';
import { abortMultipartUpload } from './operations/abort-multipart-upload.js';
import { completeMultipartUpload } from './operations/complete-multipart-upload.js';
import { copyObject } from './operations/copy-object.js';
import { createBucket } from './operations/create-bucket.js';
import { createMultipartUpload } from './operations/create-multipart-upload.js';
import { deleteBucket } from './operations/delete-bucket.js';
import { deleteObject } from './operations/delete-object.js';
import { deleteObjects } from './operations/delete-objects.js';
import { getBucketLocation } from './operations/get-bucket-location.js';
import { getObject } from './operations/get-object.js';
import { getBucketVersioning } from './operations/get-bucket-versioning.js';
import { headBucket } from './operations/head-bucket.js';
import { listBuckets } from './operations/list-buckets.js';
import { listObjects } from './operations/list-objects.js';
import { listObjectsV2 } from './operations/list-objects-v2.js';
import { listParts } from './operations/list-parts.js';
import { putObject } from './operations/put-object.js';
import { uploadPartCopy } from './operations/upload-part-copy.js';
import { uploadPart } from './operations/upload-part.js';
import { inItsRegion } from './requests/in-its-region.js';
import { operationOf } from './requests/operation-of.js';
import type { S3OperationName } from './requests/operation-of.js';
import { s3Call } from './requests/s3-call.js';
import type { S3Call, S3Operation } from './requests/s3-call.js';

const ofOneRegion = {
  GetBucketVersioning: getBucketVersioning,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  DeleteObjects: deleteObjects,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  CreateMultipartUpload: createMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  ListParts: listParts,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  AbortMultipartUpload: abortMultipartUpload,
  CopyObject: copyObject,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
} satisfies Partial<Record<S3OperationName, S3Operation>>;

const operations = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  // It is how clients find out the region.
  GetBucketLocation: getBucketLocation,
  ...Object.fromEntries(Object.entries(ofOneRegion).map(([name, operation]) => [name, inItsRegion(operation)])),
} as Readonly<Record<S3OperationName, S3Operation>>;

/**
 * S3, with path-style addresses. Its inputs are paths, headers, streams and XML, which the JSON shapes of the service
 * model do not describe: each operation checks what it reads, and nothing checks what it does not.
 */
export function s3Service(objects: ObjectStore, onRequest: OnRequest): RestXmlService<S3Call> {
  return {
    signingName: 's3',
    inputOf: s3Call,
    operationOf,
    operations: serve({ constraints: checkedByOperations, operations, stateOf: () => objects }),
    onRequest,
  };
}
