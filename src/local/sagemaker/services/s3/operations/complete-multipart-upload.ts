import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../../../wire/service-error.js';
import { queryValue } from '../../../wire/http/call.js';
import { readBody } from '../../../wire/http/read-body.js';
import { crc32Text } from '../objects/digests.js';
import type { ObjectStore } from '../objects/object-store.js';
import { checkWrite } from '../requests/preconditions.js';
import { children, childText, readXml } from '../../../wire/xml/read-xml.js';
import { checkPayload, receiveObject } from '../requests/receive-object.js';
import { propertiesOf, s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';
import type { Upload, UploadedPart } from '../objects/upload-store.js';
import { checkWritable } from './put-object.js';
import { element } from '../../../wire/xml/xml-element.js';

const completeBodyLimit = 4 * 1024 * 1024;
const partLimit = 10_000;
/** Every part but the last has at least 5 MiB. */
const partBytes = 5 * 1024 * 1024;

export function createMultipartUpload(store: ObjectStore): S3Operation {
  return (call) => {
    checkWritable(store, call);
    const { id } = store.uploads.create(call.bucket, call.key, propertiesOf(call));
    const result = [element('Bucket', call.bucket), element('Key', call.key), element('UploadId', id)];
    const headers = { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'COMPOSITE' };
    return { headers, xml: element('InitiateMultipartUploadResult', result, s3Namespace) };
  };
}

export function uploadPart(store: ObjectStore): S3Operation {
  return async (call) => {
    const upload = uploadOf(store, call);
    const number = Number(queryValue(call, 'partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > partLimit) {
      throw new ServiceError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    }
    const staged = await receiveObject(call, store.bodies);
    try {
      const before = store.uploads.addPart(upload, number, staged);
      if (before !== undefined) store.bodies.remove(before.file);
    } catch (error) {
      store.bodies.remove(staged.file);
      throw error;
    }
    return { headers: { etag: `"${staged.md5}"`, 'x-amz-checksum-crc32': staged.crc32 } };
  };
}

export function completeMultipartUpload(store: ObjectStore): S3Operation {
  return async (call) => {
    const upload = uploadOf(store, call);
    const body = await readBody(call.request, completeBodyLimit);
    checkPayload(call, body);
    const parts = chosenParts(upload, body.toString('utf8'));
    checkWrite(call, store.peek(call.bucket, call.key));
    const staged = await store.bodies.concatenate(parts.map(({ file }) => file));
    const { etag, checksum } = compositeOf(parts);
    try {
      checkWrite(call, store.peek(call.bucket, call.key));
      // Only one of two that complete the same upload finds it here. It goes last: killed between the two, the
      // object is there and the client may complete once more.
      uploadOf(store, call);
      store.commit(call.bucket, call.key, staged, { properties: upload.properties, etag, checksum });
      forget(store, upload);
    } catch (error) {
      store.bodies.remove(staged.file);
      throw error;
    }
    const result = [
      element('Location', `http://${call.request.headers.host ?? ''}${call.rawPath}`),
      element('Bucket', call.bucket),
      element('Key', call.key),
      element('ETag', `"${etag}"`),
      element('ChecksumCRC32', checksum.crc32),
      element('ChecksumType', checksum.type),
    ];
    return { xml: element('CompleteMultipartUploadResult', result, s3Namespace) };
  };
}

export function abortMultipartUpload(store: ObjectStore): S3Operation {
  return (call) => {
    forget(store, uploadOf(store, call));
    return { status: 204 };
  };
}

/** The ETag is the MD5 of the parts' MD5s, the checksum the CRC32 of their CRC32s; both end in the number of parts. */
function compositeOf(parts: readonly Pick<UploadedPart, 'md5' | 'crc32'>[]): {
  etag: string;
  checksum: { crc32: string; type: 'COMPOSITE' };
} {
  const md5 = createHash('md5').update(Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex'))));
  const crc = crc32(Buffer.concat(parts.map((part) => Buffer.from(part.crc32, 'base64'))));
  return {
    etag: `${md5.digest('hex')}-${parts.length}`,
    checksum: { crc32: `${crc32Text(crc)}-${parts.length}`, type: 'COMPOSITE' },
  };
}

/** @throws ServiceError NoSuchUpload */
export function uploadOf(store: ObjectStore, call: S3Call): Upload {
  return store.uploads.get(call.bucket, call.key, queryValue(call, 'uploadId') ?? '');
}

function forget(store: ObjectStore, upload: Upload): void {
  const { parts } = store.uploads.get(upload.bucket, upload.key, upload.id);
  store.uploads.remove(upload);
  for (const { file } of Object.values(parts)) store.bodies.remove(file);
}

function chosenParts(upload: Upload, xml: string): UploadedPart[] {
  const listed = children(readXml(xml), 'Part');
  if (listed.length === 0) throw new ServiceError('MalformedXML', 'You must specify at least one part');
  const numbers = listed.map((node) => Number(childText(node, 'PartNumber')));
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    throw new ServiceError('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  return listed.map((node, index) => {
    const number = Number(childText(node, 'PartNumber'));
    const part = upload.parts[number];
    const etag = childText(node, 'ETag')?.replaceAll('"', '');
    if (part === undefined || part.md5 !== etag || (childText(node, 'ChecksumCRC32') ?? part.crc32) !== part.crc32) {
      throw new ServiceError('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    if (index < listed.length - 1 && part.size < partBytes) {
      throw new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return part;
  });
}
