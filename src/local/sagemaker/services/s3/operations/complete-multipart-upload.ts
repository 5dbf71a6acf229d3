import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { readBody } from '../../../wire/http/read-body.js';
import { ServiceError } from '../../../wire/service-error.js';
import { children, childText, readXml } from '../../../wire/xml/read-xml.js';
import { element } from '../../../wire/xml/xml-element.js';
import { crc32Text } from '../objects/digests.js';
import type { ObjectChecksum } from '../objects/object-record.js';
import type { Upload, UploadedPart } from '../objects/upload-store.js';
import { forgetUpload, uploadIn } from '../requests/multipart-upload.js';
import { checksumElement } from '../requests/object-headers.js';
import { checkWrite } from '../requests/preconditions.js';
import { checkPayload } from '../requests/receive-object.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

const bodyLimit = 4 * 1024 * 1024;
/** Every part but the last has at least 5 MiB. */
const partBytes = 5 * 1024 * 1024;

export const completeMultipartUpload: S3Operation = async (call, store) => {
  const upload = uploadIn(store, call);
  const body = await readBody(call.request, bodyLimit);
  checkPayload(call, body);
  const parts = chosenParts(upload, body.toString('utf8'));
  checkWrite(call, store.peek(call.bucket, call.key));
  const staged = await store.bodies.concatenate(parts.map(({ file }) => file));
  const { etag, checksum } = compositeOf(parts, upload.algorithm);
  try {
    checkWrite(call, store.peek(call.bucket, call.key));
    // Only one of two that complete the same upload finds it here. It goes last: killed between the two, the
    // object is there and the client may complete once more.
    uploadIn(store, call);
    store.commit(call.bucket, call.key, staged, { properties: upload.properties, etag, checksum });
    forgetUpload(store, upload);
  } catch (error) {
    store.bodies.remove(staged.file);
    throw error;
  }
  const result = [
    element('Location', `http://${call.request.headers.host ?? ''}${call.rawPath}`),
    element('Bucket', call.bucket),
    element('Key', call.key),
    element('ETag', `"${etag}"`),
    checksumElement(checksum),
    element('ChecksumType', checksum.type),
  ];
  return { xml: element('CompleteMultipartUploadResult', result, s3Namespace) };
};

/**
 * The ETag is the MD5 of the parts' MD5s, the checksum the CRC32 of their CRC32s, or the SHA-256 of theirs; all end in the number of
 * parts.
 */
function compositeOf(
  parts: readonly Pick<UploadedPart, 'md5' | 'crc32' | 'sha256'>[],
  algorithm: Upload['algorithm'],
): { etag: string; checksum: ObjectChecksum } {
  const md5 = createHash('md5').update(Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex'))));
  const crc = crc32(Buffer.concat(parts.map((part) => Buffer.from(part.crc32, 'base64'))));
  return {
    etag: `${md5.digest('hex')}-${parts.length}`,
    checksum: { crc32: `${crc32Text(crc)}-${parts.length}`, ...sha256(parts, algorithm), type: 'COMPOSITE' },
  };
}

function sha256(
  parts: readonly Pick<UploadedPart, 'sha256'>[],
  algorithm: Upload['algorithm'],
): Pick<ObjectChecksum, 'sha256'> {
  const digests = parts.flatMap((part) => (part.sha256 === undefined ? [] : [Buffer.from(part.sha256, 'base64')]));
  if (algorithm === undefined || digests.length < parts.length) return {};
  return { sha256: `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-${parts.length}` };
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
    const isAsSent = (name: string, value: string | undefined): boolean => (childText(node, name) ?? value) === value;
    const isWhole =
      part?.md5 === etag && isAsSent('ChecksumCRC32', part?.crc32) && isAsSent('ChecksumSHA256', part?.sha256);
    if (part === undefined || !isWhole) {
      throw new ServiceError('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    if (index < listed.length - 1 && part.size < partBytes) {
      throw new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return part;
  });
}
