import { header } from '../../../wire/http/call.js';
import { readObjectBody } from '../objects/body-files.js';
import { parseRange } from '../requests/byte-range.js';
import { checksumHeaders, objectHeaders } from '../requests/object-headers.js';
import { isNotModified, noSuchKey } from '../requests/preconditions.js';
import type { S3Operation } from '../requests/s3-call.js';

/** Also HeadObject: the same answer, but HTTP leaves its body out. */
export const getObject: S3Operation = async (call, store) => {
  const record = await store.bucket(call.bucket).get(call.key);
  if (record === undefined) throw noSuchKey();
  const headers = objectHeaders(record);
  if (isNotModified(call, record)) return { status: 304, headers };
  const range = parseRange(header(call, 'range'), record.size);
  if (range !== undefined) {
    const contentRange = `bytes ${range.start}-${range.end}/${record.size}`;
    const part = { 'content-range': contentRange, 'content-length': String(range.end - range.start + 1) };
    return { status: 206, headers: { ...headers, ...part }, body: () => readObjectBody(record.body, range) };
  }
  // A checksum of the whole can't be checked against a part, so it goes out with whole objects only.
  const checked = header(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' ? checksumHeaders(record) : {};
  return {
    headers: { ...headers, ...checked, 'content-length': String(record.size) },
    body: () => readObjectBody(record.body),
  };
};
