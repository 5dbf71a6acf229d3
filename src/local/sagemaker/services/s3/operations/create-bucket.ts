import { readBody } from '../../../wire/http/read-body.js';
import { isRegion } from '../../../wire/region-name.js';
import { ServiceError } from '../../../wire/service-error.js';
import { childText, readXml } from '../../../wire/xml/read-xml.js';
import { checkPayload } from '../requests/receive-object.js';
import type { S3Operation } from '../requests/s3-call.js';

const namePattern = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const configurationLimit = 64 * 1024;

export const createBucket: S3Operation = async (call, store) => {
  const body = await readBody(call.request, configurationLimit);
  checkPayload(call, body);
  const asked = body.length === 0 ? undefined : childText(readXml(body.toString('utf8')), 'LocationConstraint');
  const region = asked === undefined || asked === '' ? call.region : asked;
  if (!isRegion(region)) {
    throw new ServiceError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  }
  if (!namePattern.test(call.bucket)) throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.');
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
