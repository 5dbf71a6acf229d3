import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { header } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import { element } from '../../../wire/xml/xml-element.js';
import type { ObjectRecord } from '../objects/object-record.js';
import type { ObjectStore } from '../objects/object-store.js';
import { checkWritable } from '../requests/check-writable.js';
import { propertiesOf } from '../requests/object-properties.js';
import { noSuchKey } from '../requests/preconditions.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';

export const copyObject: S3Operation = async (call, store) => {
  checkWritable(store, call);
  const source = await copySource(store, call);
  const replaced = header(call, 'x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
  const staged = await store.bodies.write(
    'file' in source.body ? createReadStream(source.body.file) : Readable.from([source.body.bytes]),
  );
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError('InvalidArgument', 'Copy Source must be percent-encoded UTF-8');
  }
}

async function copySource(store: ObjectStore, call: S3Call): Promise<ObjectRecord> {
  const source = decoded((header(call, 'x-amz-copy-source') ?? '').replace(/\?.*$/, '')).replace(/^\//, '');
  const slash = source.indexOf('/');
  if (slash < 1) throw new ServiceError('InvalidArgument', 'Copy Source must mention the source bucket and key');
  const record = await store.bucket(source.slice(0, slash)).get(source.slice(slash + 1));
  if (record === undefined) throw noSuchKey();
  return record;
}
