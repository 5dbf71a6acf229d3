import { element } from '../../../wire/xml/xml-element.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

/** Of a bucket that never had it, which is every one here. */
export const getBucketVersioning: S3Operation = (call, store) => {
  store.bucket(call.bucket);
  return { xml: element('VersioningConfiguration', [], s3Namespace) };
};
