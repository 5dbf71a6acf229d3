import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { ObjectRecord } from '../objects/object-record.js';
import type { ObjectStore } from '../objects/object-store.js';
import { noSuchKey } from './preconditions.js';
import type { S3Call } from './s3-call.js';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError('InvalidArgument', 'Copy Source must be percent-encoded UTF-8');
  }
}

/** The bucket and key that `x-amz-copy-source` names. @throws ServiceError InvalidArgument */
export function copySourceOf(call: Call): { bucket: string; key: string } {
  const source = decoded((header(call, 'x-amz-copy-source') ?? '').replace(/\?.*$/, '')).replace(/^\//, '');
  const slash = source.indexOf('/');
  if (slash < 1) throw new ServiceError('InvalidArgument', 'Copy Source must mention the source bucket and key');
  return { bucket: source.slice(0, slash), key: source.slice(slash + 1) };
}

/** That object, of any region. @throws ServiceError InvalidArgument, NoSuchBucket, NoSuchKey */
export async function copySource(store: ObjectStore, call: S3Call): Promise<ObjectRecord> {
  const { bucket, key } = copySourceOf(call);
  const record = await store.bucket(bucket).get(key);
  if (record === undefined) throw noSuchKey();
  return record;
}
