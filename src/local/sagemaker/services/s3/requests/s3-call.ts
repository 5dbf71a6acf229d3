import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import type { ObjectBody, ObjectProperties } from '../objects/object-record.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';

/** An S3 request, with the bucket and key taken from its path (both decoded; empty where the path has none). */
export interface S3Call extends Call {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

export interface S3Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: XmlElement;
  /** Bytes of an object; `range` has the first and the last byte. */
  readonly body?: ObjectBody;
  readonly range?: { readonly start: number; readonly end: number };
}

export type S3Operation = (call: S3Call) => Promise<S3Answer> | S3Answer;

export const s3Namespace = { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' };

const systemHeaders = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];
const metadataPrefix = 'x-amz-meta-';

/** What the headers of a write say about the object. */
export function propertiesOf(call: Call): ObjectProperties {
  const headers: Record<string, string> = {};
  for (const name of systemHeaders) {
    const value = name === 'content-encoding' ? storedEncoding(header(call, name)) : header(call, name);
    if (value !== undefined && value !== '') headers[name] = value;
  }
  const metadata: Record<string, string> = {};
  for (const name of Object.keys(call.request.headers)) {
    if (name.startsWith(metadataPrefix)) metadata[name.slice(metadataPrefix.length)] = header(call, name) ?? '';
  }
  return { contentType: header(call, 'content-type') ?? 'binary/octet-stream', headers, metadata };
}

/** aws-chunked is how the request was framed, not how the object is encoded. */
function storedEncoding(value: string | undefined): string | undefined {
  const encodings = value?.split(',').map((encoding) => encoding.trim());
  return encodings?.filter((encoding) => encoding !== 'aws-chunked').join(',');
}
