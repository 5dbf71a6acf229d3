import { ServiceError } from '../../../wire/service-error.js';
import { queryValue } from '../../../wire/http/call.js';
import { asked, encoder, pageOf, rowElements } from '../requests/listing.js';
import type { Page, PageRequest } from '../requests/listing.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';
import { element, optional } from '../../../wire/xml/xml-element.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';

export const listObjectsV2: S3Operation = async (call, store) => {
  const request = pageRequest(call);
  const page = pageOf(await store.bucket(call.bucket).list(request.prefix), request);
  return { xml: listing(call, request, page) };
};

function pageRequest(call: S3Call): PageRequest {
  const token = queryValue(call, 'continuation-token');
  return {
    ...asked(call),
    startAfter: queryValue(call, 'start-after') ?? '',
    after: token === undefined ? '' : decodeToken(token),
  };
}

function listing(call: S3Call, request: PageRequest, page: Page): XmlElement {
  const { rows, last } = page;
  const name = encoder(call);
  const given = (parameter: string): string | undefined => queryValue(call, parameter);
  const encoded = (parameter: string): string | undefined => {
    const value = given(parameter);
    return value === undefined ? undefined : name(value);
  };
  const content = [
    element('Name', call.bucket),
    element('Prefix', name(request.prefix)),
    ...optional('Delimiter', encoded('delimiter')),
    ...optional('StartAfter', encoded('start-after')),
    ...optional('ContinuationToken', given('continuation-token')),
    element('KeyCount', rows.length),
    element('MaxKeys', request.limit),
    ...optional('EncodingType', given('encoding-type') === 'url' ? 'url' : undefined),
    element('IsTruncated', last !== undefined),
    ...optional('NextContinuationToken', last === undefined ? undefined : encodeToken(last)),
    ...rowElements(page, name),
  ];
  return element('ListBucketResult', content, s3Namespace);
}

function encodeToken(name: string): string {
  return Buffer.from(`after:${name}`).toString('base64url');
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) {
    throw new ServiceError('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return text.slice('after:'.length);
}
