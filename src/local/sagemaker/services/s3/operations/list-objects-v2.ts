import { ServiceError } from '../../../wire/service-error.js';
import { queryValue } from '../../../wire/http/call.js';
import { compareKeys } from '../objects/object-record.js';
import type { ObjectRecord } from '../objects/object-record.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Call, S3Operation } from '../requests/s3-call.js';
import { element, optional } from '../../../wire/xml/xml-element.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';

const pageLimit = 1000;

/** One row of a listing: an object, or the common prefix that stands for all objects below it. */
type Row = { readonly name: string; readonly record?: ObjectRecord };

interface Page {
  readonly rows: readonly Row[];
  /** The name of the last row, if there are more. */
  readonly last: string | undefined;
}

interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only keys after this one: a prefix that they share is listed even if it comes before. */
  readonly startAfter: string;
  /** Only rows after this one, the last of the page before. */
  readonly after: string;
  readonly limit: number;
}

export const listObjectsV2: S3Operation = async (call, store) => {
  const request = pageRequest(call);
  const page = pageOf(await store.bucket(call.bucket).list(request.prefix), request);
  return { xml: listing(call, request, page) };
};

/** Cuts a page out of the sorted objects, folding those that share a prefix up to the delimiter into one row. */
function pageOf(sorted: readonly ObjectRecord[], { prefix, delimiter, startAfter, after, limit }: PageRequest): Page {
  const rows: Row[] = [];
  for (const record of sorted) {
    if (compareKeys(record.key, startAfter) <= 0) continue;
    const row = rowOf(record, prefix, delimiter);
    if (compareKeys(row.name, after) <= 0 || row.name === rows.at(-1)?.name) continue;
    if (rows.length === limit) return { rows, last: rows.at(-1)?.name ?? after };
    rows.push(row);
  }
  return { rows, last: undefined };
}

function rowOf(record: ObjectRecord, prefix: string, delimiter: string): Row {
  const cut = delimiter === '' ? -1 : record.key.indexOf(delimiter, prefix.length);
  return cut < 0 ? { name: record.key, record } : { name: record.key.slice(0, cut + delimiter.length) };
}

function pageRequest(call: S3Call): PageRequest {
  const token = queryValue(call, 'continuation-token');
  const keys = Number(queryValue(call, 'max-keys') ?? pageLimit);
  if (!Number.isInteger(keys) || keys < 0) throw new ServiceError('InvalidArgument', 'max-keys must not be negative');
  return {
    prefix: queryValue(call, 'prefix') ?? '',
    delimiter: queryValue(call, 'delimiter') ?? '',
    startAfter: queryValue(call, 'start-after') ?? '',
    after: token === undefined ? '' : decodeToken(token),
    limit: Math.min(keys, pageLimit),
  };
}

function listing(call: S3Call, request: PageRequest, { rows, last }: Page): XmlElement {
  const url = queryValue(call, 'encoding-type') === 'url';
  const name = (text: string): string => (url ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
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
    ...optional('EncodingType', url ? 'url' : undefined),
    element('IsTruncated', last !== undefined),
    ...optional('NextContinuationToken', last === undefined ? undefined : encodeToken(last)),
    ...rows.flatMap(({ record }) => (record === undefined ? [] : [contents(record, name)])),
    ...rows.flatMap((row) =>
      row.record === undefined ? [element('CommonPrefixes', [element('Prefix', name(row.name))])] : [],
    ),
  ];
  return element('ListBucketResult', content, s3Namespace);
}

function contents(record: ObjectRecord, name: (text: string) => string): XmlElement {
  return element('Contents', [
    element('Key', name(record.key)),
    element('LastModified', new Date(record.lastModified).toISOString()),
    element('ETag', `"${record.etag}"`),
    element('ChecksumAlgorithm', 'CRC32'),
    element('ChecksumType', record.checksum.type),
    element('Size', record.size),
    element('StorageClass', 'STANDARD'),
  ]);
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
