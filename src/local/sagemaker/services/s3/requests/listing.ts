import { queryValue } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import { element } from '../../../wire/xml/xml-element.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';
import { compareKeys } from '../objects/object-record.js';
import type { ObjectRecord } from '../objects/object-record.js';
import type { S3Call } from './s3-call.js';

const pageLimit = 1000;

/** One row of a listing: an object, or the common prefix that stands for all objects below it. */
type Row = { readonly name: string; readonly record?: ObjectRecord };

export interface Page {
  readonly rows: readonly Row[];
  /** The name of the last row, if there are more. */
  readonly last: string | undefined;
}

export interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** Only keys after this one: a prefix that they share is listed even if it comes before. */
  readonly startAfter: string;
  /** Only rows after this one, the last of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** Cuts a page out of the sorted objects, folding those that share a prefix up to the delimiter into one row. */
export function pageOf(
  sorted: readonly ObjectRecord[],
  { prefix, delimiter, startAfter, after, limit }: PageRequest,
): Page {
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

/** What both versions of the listing are asked by. @throws ServiceError InvalidArgument */
export function asked(call: S3Call): Pick<PageRequest, 'prefix' | 'delimiter' | 'limit'> {
  const keys = Number(queryValue(call, 'max-keys') ?? pageLimit);
  if (!Number.isInteger(keys) || keys < 0) throw new ServiceError('InvalidArgument', 'max-keys must not be negative');
  return {
    prefix: queryValue(call, 'prefix') ?? '',
    delimiter: queryValue(call, 'delimiter') ?? '',
    limit: Math.min(keys, pageLimit),
  };
}

/** How keys are to be written: as they are, or encoded, so that any key can stand in XML. */
export function encoder(call: S3Call): (key: string) => string {
  const url = queryValue(call, 'encoding-type') === 'url';
  return (text) => (url ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
}

/** The objects and common prefixes of a page. */
export function rowElements({ rows }: Page, name: (key: string) => string): XmlElement[] {
  return [
    ...rows.flatMap(({ record }) => (record === undefined ? [] : [contents(record, name)])),
    ...rows.flatMap((row) =>
      row.record === undefined ? [element('CommonPrefixes', [element('Prefix', name(row.name))])] : [],
    ),
  ];
}

function contents(record: ObjectRecord, name: (text: string) => string): XmlElement {
  return element('Contents', [
    element('Key', name(record.key)),
    element('LastModified', new Date(record.lastModified).toISOString()),
    element('ETag', `"${record.etag}"`),
    element('ChecksumAlgorithm', record.checksum.sha256 === undefined ? 'CRC32' : 'SHA256'),
    element('ChecksumType', record.checksum.type),
    element('Size', record.size),
    element('StorageClass', 'STANDARD'),
  ]);
}
