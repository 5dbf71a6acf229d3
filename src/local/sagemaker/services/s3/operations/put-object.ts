import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ServiceError } from '../../../wire/service-error.js';
import { header } from '../../../wire/http/call.js';
import { readBody } from '../../../wire/http/read-body.js';
import type { ObjectRecord } from '../objects/object-record.js';
import type { ObjectStore } from '../objects/object-store.js';
import { checkWrite, noSuchKey } from '../requests/preconditions.js';
import { checksumHeaders } from './get-object.js';
import { children, childText, readXml } from '../../../wire/xml/read-xml.js';
import { checkPayload, receiveObject } from '../requests/receive-object.js';
import { propertiesOf, s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';
import { element } from '../../../wire/xml/xml-element.js';

const keyLimitBytes = 1024;
/** DeleteObjects takes 1000 keys of at most 1024 bytes, written as XML. */
const deleteBodyLimit = 4 * 1024 * 1024;

export function putObject(store: ObjectStore): S3Operation {
  return async (call) => {
    checkWritable(store, call);
    checkWrite(call, store.peek(call.bucket, call.key));
    const staged = await receiveObject(call, store.bodies);
    try {
      // Once more: another writer may have finished while this body was on its way.
      checkWrite(call, store.peek(call.bucket, call.key));
      const record = store.commit(call.bucket, call.key, staged, { properties: propertiesOf(call) });
      return { headers: { etag: `"${record.etag}"`, ...checksumHeaders(record) } };
    } catch (error) {
      store.bodies.remove(staged.file);
      throw error;
    }
  };
}

export function copyObject(store: ObjectStore): S3Operation {
  return async (call) => {
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
}

export function deleteObject(store: ObjectStore): S3Operation {
  return (call) => {
    checkWritable(store, call);
    store.delete(call.bucket, call.key);
    return { status: 204 };
  };
}

export function deleteObjects(store: ObjectStore): S3Operation {
  return async (call) => {
    checkWritable(store, call);
    const body = await readBody(call.request, deleteBodyLimit);
    checkPayload(call, body);
    const request = readXml(body.toString('utf8'));
    const keys = children(request, 'Object').map((object) => childText(object, 'Key') ?? '');
    for (const key of keys) store.delete(call.bucket, key);
    const quiet = childText(request, 'Quiet') === 'true';
    const deleted = quiet ? [] : keys.map((key) => element('Deleted', [element('Key', key)]));
    return { xml: element('DeleteResult', deleted, s3Namespace) };
  };
}

/** @throws ServiceError NoSuchBucket, AccessDenied for a read-only bucket, KeyTooLongError */
export function checkWritable(store: ObjectStore, { bucket, key }: S3Call): void {
  store.bucket(bucket);
  if (store.isReadOnly(bucket)) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  if (Buffer.byteLength(key) > keyLimitBytes) throw new ServiceError('KeyTooLongError', 'Your key is too long');
}

async function copySource(store: ObjectStore, call: S3Call): Promise<ObjectRecord> {
  const source = decodeURIComponent((header(call, 'x-amz-copy-source') ?? '').replace(/\?.*$/, '')).replace(/^\//, '');
  const slash = source.indexOf('/');
  if (slash < 1) throw new ServiceError('InvalidArgument', 'Copy Source must mention the source bucket and key');
  const record = await store.bucket(source.slice(0, slash)).get(source.slice(slash + 1));
  if (record === undefined) throw noSuchKey();
  return record;
}
