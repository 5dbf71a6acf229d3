import { header } from '../../../wire/http/call.js';
import { element } from '../../../wire/xml/xml-element.js';
import { checkWritable } from '../requests/check-writable.js';
import { propertiesOf } from '../requests/object-properties.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const createMultipartUpload: S3Operation = (call, store) => {
  checkWritable(store, call);
  const { bucket, key } = call;
  const sha256 = header(call, 'x-amz-checksum-algorithm')?.toUpperCase() === 'SHA256';
  const more = sha256 ? { algorithm: 'SHA256' as const } : {};
  const { id } = store.uploads.create({ bucket, key, properties: propertiesOf(call), ...more });
  const result = [element('Bucket', bucket), element('Key', key), element('UploadId', id)];
  const headers = { 'x-amz-checksum-algorithm': sha256 ? 'SHA256' : 'CRC32', 'x-amz-checksum-type': 'COMPOSITE' };
  return { headers, xml: element('InitiateMultipartUploadResult', result, s3Namespace) };
};
