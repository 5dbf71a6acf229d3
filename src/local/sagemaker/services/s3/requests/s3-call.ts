import type { Call } from '../../../wire/http/call.js';
import type { XmlAnswer } from '../../../wire/protocols/rest-xml.js';
import type { Operation } from '../../../wire/service/operation.js';
import type { ObjectStore } from '../objects/object-store.js';

/** An S3 request, with the bucket and key taken from its path (both decoded; empty where the path has none). */
export interface S3Call extends Call {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** What an operation of S3 does with a request; the state that it works on is all buckets, whatever their region. */
export type S3Operation = Operation<ObjectStore, S3Call, XmlAnswer>;

export function s3Call(call: Call, region: string): S3Call {
  const [, bucket = '', ...key] = call.rawPath.split('/');
  return { ...call, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')), region };
}

export const s3Namespace = { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' };
