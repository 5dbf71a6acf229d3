import { header } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import { element } from '../../../wire/xml/xml-element.js';
import { addPart } from '../requests/add-part.js';
import { copySource } from '../requests/copy-source.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const uploadPartCopy: S3Operation = async (call, store) => {
  const staged = await addPart(store, call, async () => {
    const { body, size } = await copySource(store, call);
    return store.bodies.copy(body, rangeOf(header(call, 'x-amz-copy-source-range'), size));
  });
  const result = [
    element('ETag', `"${staged.md5}"`),
    element('LastModified', new Date().toISOString()),
    element('ChecksumCRC32', staged.crc32),
  ];
  return { xml: element('CopyPartResult', result, s3Namespace) };
};

/** Both ends must be said, and lie in the object: unlike that of a GET, this range is not cut to it. */
function rangeOf(text: string | undefined, size: number): { start: number; end: number } | undefined {
  if (text === undefined) return undefined;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(text) ?? [];
  const [start, end] = [Number(first), Number(last)];
  if (first !== undefined && start <= end && end < size) return { start, end };
  throw new ServiceError('InvalidArgument', `Range specified is not valid for source object of size: ${size}`);
}
