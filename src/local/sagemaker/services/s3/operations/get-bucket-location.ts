import { element } from '../../../wire/xml/xml-element.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const getBucketLocation: S3Operation = (call, store) => {
  const { region } = store.bucket(call.bucket);
  // The oldest region has no constraint.
  return { xml: element('LocationConstraint', region === 'us-east-1' ? '' : region, s3Namespace) };
};
