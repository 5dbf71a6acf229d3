import { ServiceError } from '../../../wire/service-error.js';
import type { S3Operation } from './s3-call.js';

const elsewhere =
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';

/** A bucket answers in its own region; in any other S3 only tells which that is. */
export function inItsRegion(operation: S3Operation): S3Operation {
  return (call, store) => {
    const region = store.find(call.bucket)?.region;
    if (region === undefined || region === call.region) return operation(call, store);
    const headers = { 'x-amz-bucket-region': region };
    throw new ServiceError('PermanentRedirect', elsewhere, 301, { Bucket: call.bucket }, headers);
  };
}
