import { header } from '../../../wire/http/call.js';
import { element } from '../../../wire/xml/xml-element.js';
import { checkWritable } from '../requests/check-writable.js';
import { copySource } from '../requests/copy-source.js';
import { propertiesOf } from '../requests/object-properties.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const copyObject: S3Operation = async (call, store) => {
  checkWritable(store, call);
  const source = await copySource(store, call);
  const replaced = header(call, 'x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
  const staged = await store.bodies.copy(source.body);
  const properties = replaced ? propertiesOf(call) : source;
  const { contentType, headers, metadata } = properties;
  const record = store.commit(call.bucket, call.key, staged, { properties: { contentType, headers, metadata } });
  const result = [
    element('ETag', `"${record.etag}"`),
    element('LastModified', new Date(record.lastModified).toISOString()),
    element('ChecksumCRC32', record.checksum.crc32),
    element('ChecksumType', record.checksum.type),
  ];
  return { xml: element('CopyObjectResult', result, s3Namespace) };
};
