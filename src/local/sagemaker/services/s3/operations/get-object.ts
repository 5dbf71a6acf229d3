import { ServiceError } from '../../../wire/service-error.js';
import { header } from '../../../wire/http/call.js';
import type { ObjectRecord } from '../objects/object-record.js';
import type { ObjectStore } from '../objects/object-store.js';
import { isNotModified, noSuchKey } from '../requests/preconditions.js';
import type { S3Answer, S3Operation } from '../requests/s3-call.js';

/** GetObject and HeadObject: the same answer; HTTP leaves the body of a HEAD out. */
export function readObject(store: ObjectStore): S3Operation {
  return async (call): Promise<S3Answer> => {
    const record = await store.bucket(call.bucket).get(call.key);
    if (record === undefined) throw noSuchKey();
    const headers = objectHeaders(record);
    if (isNotModified(call, record)) return { status: 304, headers };
    const range = parseRange(header(call, 'range'), record.size);
    if (range !== undefined) {
      const contentRange = `bytes ${range.start}-${range.end}/${record.size}`;
      const part = { 'content-range': contentRange, 'content-length': String(range.end - range.start + 1) };
      return { status: 206, headers: { ...headers, ...part }, body: record.body, range };
    }
    // A checksum of the whole can't be checked against a part, so it goes out with whole objects only.
    const checked = header(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' ? checksumHeaders(record) : {};
    return { headers: { ...headers, ...checked, 'content-length': String(record.size) }, body: record.body };
  };
}

export function checksumHeaders({ checksum }: ObjectRecord): Record<string, string> {
  return { 'x-amz-checksum-crc32': checksum.crc32, 'x-amz-checksum-type': checksum.type };
}

function objectHeaders(record: ObjectRecord): Record<string, string> {
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

/**
 * One range of bytes; several at once, or anything else that is not a range, means the whole object, as HTTP allows.
 * @throws ServiceError InvalidRange (416)
 */
function parseRange(text: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  if (start >= size) throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416);
  return { start, end };
}
