import { element } from '../../../wire/xml/xml-element.js';
import { checkWritable } from '../requests/check-writable.js';
import { propertiesOf } from '../requests/object-properties.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const createMultipartUpload: S3Operation = (call, store) => {
  checkWritable(store, call);
  const { id } = store.uploads.create(call.bucket, call.key, propertiesOf(call));
  const result = [element('Bucket', call.bucket), element('Key', call.key), element('UploadId', id)];
  const headers = { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'COMPOSITE' };
  return { headers, xml: element('InitiateMultipartUploadResult', result, s3Namespace) };
};
