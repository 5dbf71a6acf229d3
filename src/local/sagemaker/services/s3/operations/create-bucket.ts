import { isRegion } from '../../../wire/account.js';
import { ServiceError } from '../../../wire/service-error.js';
import { readBody } from '../../../wire/http/read-body.js';
import type { ObjectStore } from '../objects/object-store.js';
import { childText, readXml } from '../../../wire/xml/read-xml.js';
import { checkPayload } from '../requests/receive-object.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';
import { element } from '../../../wire/xml/xml-element.js';

const namePattern = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const configurationLimit = 64 * 1024;

export function listBuckets(store: ObjectStore): S3Operation {
  return (call) => {
    store.touchRegion(call.region);
    const buckets = store
      .list()
      .map(({ name, region, createdAt }) =>
        element('Bucket', [
          element('Name', name),
          element('CreationDate', new Date(createdAt).toISOString()),
          element('BucketRegion', region),
        ]),
      );
    const owner = element('Owner', [element('ID', '0'.repeat(64))]);
    return { xml: element('ListAllMyBucketsResult', [owner, element('Buckets', buckets)], s3Namespace) };
  };
}

export function createBucket(store: ObjectStore): S3Operation {
  return async (call) => {
    const body = await readBody(call.request, configurationLimit);
    checkPayload(call, body);
    const asked = body.length === 0 ? undefined : childText(readXml(body.toString('utf8')), 'LocationConstraint');
    const region = asked === undefined || asked === '' ? call.region : asked;
    if (!isRegion(region)) {
      throw new ServiceError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
    }
    if (!namePattern.test(call.bucket))
      throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.');
    if (store.isReadOnly(call.bucket)) {
      throw new ServiceError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
    }
    if (store.find(call.bucket) !== undefined) {
      const message = 'Your previous request to create the named bucket succeeded and you already own it.';
      throw new ServiceError('BucketAlreadyOwnedByYou', message, 409);
    }
    store.create(call.bucket, region);
    return { headers: { location: `/${call.bucket}` } };
  };
}

export function headBucket(store: ObjectStore): S3Operation {
  return (call) => ({ headers: { 'x-amz-bucket-region': store.bucket(call.bucket).region } });
}

export function getBucketLocation(store: ObjectStore): S3Operation {
  return (call) => {
    const { region } = store.bucket(call.bucket);
    // The oldest region has no constraint.
    return { xml: element('LocationConstraint', region === 'us-east-1' ? '' : region, s3Namespace) };
  };
}

export function deleteBucket(store: ObjectStore): S3Operation {
  return async (call) => {
    const bucket = store.bucket(call.bucket);
    if (store.isReadOnly(call.bucket)) throw new ServiceError('AccessDenied', 'Access Denied', 403);
    if ((await bucket.list('')).length > 0) {
      throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
    }
    store.remove(call.bucket);
    return { status: 204 };
  };
}
