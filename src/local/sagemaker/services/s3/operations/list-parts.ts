import { ServiceError } from '../../../wire/service-error.js';
import { queryValue } from '../../../wire/http/call.js';
import { uploadIn } from '../requests/multipart-upload.js';
import { checksumElement } from '../requests/object-headers.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';
import type { UploadedPart } from '../objects/upload-store.js';
import { element, optional } from '../../../wire/xml/xml-element.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';

const pageLimit = 1000;

/** The parts of an upload that is neither completed nor aborted, by their numbers. */
export const listParts: S3Operation = (call, store) => {
  const upload = uploadIn(store, call);
  const { id, parts } = upload;
  const marker = integer(call, 'part-number-marker', 0);
  const limit = Math.min(integer(call, 'max-parts', pageLimit), pageLimit);
  const rest = Object.entries(parts)
    .map(([number, part]): [number, UploadedPart] => [Number(number), part])
    .filter(([number]) => number > marker)
    .sort(([a], [b]) => a - b);
  const page = rest.slice(0, limit);
  const truncated = rest.length > page.length;
  const content = [
    element('Bucket', call.bucket),
    element('Key', call.key),
    element('UploadId', id),
    element('PartNumberMarker', marker),
    ...optional('NextPartNumberMarker', truncated ? (page.at(-1)?.[0] ?? marker) : undefined),
    element('MaxParts', limit),
    element('IsTruncated', truncated),
    ...page.map(row),
    element('StorageClass', 'STANDARD'),
    element('ChecksumAlgorithm', upload.algorithm ?? 'CRC32'),
    element('ChecksumType', 'COMPOSITE'),
  ];
  return { xml: element('ListPartsResult', content, s3Namespace) };
};

function row([number, part]: [number, UploadedPart]): XmlElement {
  const { lastModified, md5, size } = part;
  return element('Part', [
    element('PartNumber', number),
    element('LastModified', new Date(lastModified).toISOString()),
    element('ETag', `"${md5}"`),
    element('Size', size),
    checksumElement(part),
  ]);
}

function integer(call: S3Call, name: string, otherwise: number): number {
  const value = Number(queryValue(call, name) ?? otherwise);
  if (!Number.isInteger(value) || value < 0) {
    throw new ServiceError('InvalidArgument', `Argument ${name} must be an integer of at least 0`);
  }
  return value;
}
