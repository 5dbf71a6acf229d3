import type { ObjectRecord } from '../objects/object-record.js';

export function checksumHeaders({ checksum }: ObjectRecord): Record<string, string> {
  return { 'x-amz-checksum-crc32': checksum.crc32, 'x-amz-checksum-type': checksum.type };
}

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
