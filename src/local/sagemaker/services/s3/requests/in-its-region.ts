import { accountId } from '../../../wire/account.js';
import { header } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { S3Operation } from './s3-call.js';

const elsewhere =
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';

/** A bucket answers in its own region; in any other S3 only tells which that is. Who expects another owner gets nothing. */
export function inItsRegion(operation: S3Operation): S3Operation {
  return (call, store) => {
    const expected = header(call, 'x-amz-expected-bucket-owner');
    if (expected !== undefined && store.find(call.bucket) !== undefined && expected !== accountId) {
      throw new ServiceError('AccessDenied', 'Access Denied', 403);
    }
    const region = store.find(call.bucket)?.region;
    if (region === undefined || region === call.region) return operation(call, store);
    const headers = { 'x-amz-bucket-region': region };
    throw new ServiceError('PermanentRedirect', elsewhere, 301, { Bucket: call.bucket }, headers);
  };
}
