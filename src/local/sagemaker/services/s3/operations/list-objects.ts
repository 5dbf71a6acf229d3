import { queryValue } from '../../../wire/http/call.js';
import { element, optional } from '../../../wire/xml/xml-element.js';
import { asked, encoder, pageOf, rowElements } from '../requests/listing.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

/** The first version, which many clients still use: its pages go on after a marker, the last row of the page before. */
export const listObjects: S3Operation = async (call, store) => {
  const marker = queryValue(call, 'marker') ?? '';
  const request = { ...asked(call), startAfter: '', after: marker };
  const page = pageOf(await store.bucket(call.bucket).list(request.prefix), request);
  const name = encoder(call);
  const next = request.delimiter === '' || page.last === undefined ? undefined : name(page.last);
  const content = [
    element('Name', call.bucket),
    element('Prefix', name(request.prefix)),
    element('Marker', name(marker)),
    ...optional('Delimiter', request.delimiter === '' ? undefined : name(request.delimiter)),
    element('MaxKeys', request.limit),
    ...optional('EncodingType', queryValue(call, 'encoding-type')),
    element('IsTruncated', page.last !== undefined),
    // Without a delimiter clients take the last key of the page.
    ...optional('NextMarker', next),
    ...rowElements(page, name),
  ];
  return { xml: element('ListBucketResult', content, s3Namespace) };
};
