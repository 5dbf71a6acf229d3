import { element } from '../../../wire/xml/xml-element.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';
import type { ObjectChecksum, ObjectRecord } from '../objects/object-record.js';

export function checksumHeaders({ checksum }: ObjectRecord): Record<string, string> {
  return { ...checksumHeader(checksum), 'x-amz-checksum-type': checksum.type };
}

export const checksumHeader = ({ crc32, sha256 }: Omit<ObjectChecksum, 'type'>): Record<string, string> =>
  sha256 === undefined ? { 'x-amz-checksum-crc32': crc32 } : { 'x-amz-checksum-sha256': sha256 };

/** The same as an element of XML. */
export const checksumElement = ({ crc32, sha256 }: Omit<ObjectChecksum, 'type'>): XmlElement =>
  sha256 === undefined ? element('ChecksumCRC32', crc32) : element('ChecksumSHA256', sha256);

export function objectHeaders(record: ObjectRecord): Record<string, string> {
  const metadata = Object.entries(record.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  return {
    ...record.headers,
    ...(Object.fromEntries(metadata) as Record<string, string>),
    'content-type': record.contentType,
    'accept-ranges': 'bytes',
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.lastModified).toUTCString(),
  };
}
