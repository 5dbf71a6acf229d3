import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import type { ObjectProperties } from '../objects/object-record.js';

const systemHeaders = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];
const metadataPrefix = 'x-amz-meta-';

/** What the headers of a write say about the object. */
export function propertiesOf(call: Call): ObjectProperties {
  const headers: Record<string, string> = {};
  for (const name of systemHeaders) {
    const value = name === 'content-encoding' ? storedEncoding(header(call, name)) : header(call, name);
    if (value !== undefined && value !== '') headers[name] = value;
  }
  const metadata = Object.fromEntries(
    Object.keys(call.request.headers)
      .filter((name) => name.startsWith(metadataPrefix))
      .map((name) => [name.slice(metadataPrefix.length), header(call, name) ?? '']),
  );
  return { contentType: header(call, 'content-type') ?? 'binary/octet-stream', headers, metadata };
}

/** aws-chunked is how the request was framed, not how the object is encoded. */
function storedEncoding(value: string | undefined): string | undefined {
  const encodings = value?.split(',').map((encoding) => encoding.trim());
  return encodings?.filter((encoding) => encoding !== 'aws-chunked').join(',');
}
