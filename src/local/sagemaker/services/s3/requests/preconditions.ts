import { ServiceError } from '../../../wire/service-error.js';
import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import type { ObjectRecord } from '../objects/object-record.js';

/** If-None-Match: * and If-Match on a write. @throws ServiceError PreconditionFailed (412), NoSuchKey (404) */
export function checkWrite(call: Call, existing: ObjectRecord | undefined): void {
  const match = header(call, 'if-match');
  const noneMatch = header(call, 'if-none-match');
  if (match !== undefined && existing === undefined) throw noSuchKey();
  if (match !== undefined && !names(match, existing?.etag)) throw preconditionFailed();
  if (noneMatch !== undefined && existing !== undefined && names(noneMatch, existing.etag)) throw preconditionFailed();
}

/**
 * The conditions of a read, in the order of RFC 9110.
 * @returns true if the client has the object already (304)
 * @throws ServiceError PreconditionFailed (412)
 */
export function isNotModified(call: Call, { etag, lastModified }: ObjectRecord): boolean {
  const match = header(call, 'if-match');
  const unmodifiedSince = time(header(call, 'if-unmodified-since'));
  if (match !== undefined && !names(match, etag)) throw preconditionFailed();
  if (match === undefined && unmodifiedSince !== undefined && lastModified > unmodifiedSince)
    throw preconditionFailed();
  const noneMatch = header(call, 'if-none-match');
  if (noneMatch !== undefined) return names(noneMatch, etag);
  const modifiedSince = time(header(call, 'if-modified-since'));
  return modifiedSince !== undefined && lastModified <= modifiedSince;
}

export function noSuchKey(): ServiceError {
  return new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
}

function preconditionFailed(): ServiceError {
  return new ServiceError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
}

function names(header: string, etag: string | undefined): boolean {
  return header
    .split(',')
    .map((text) => text.trim().replace(/^"|"$/g, ''))
    .some((text) => text === '*' || text === etag);
}

function time(text: string | undefined): number | undefined {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
