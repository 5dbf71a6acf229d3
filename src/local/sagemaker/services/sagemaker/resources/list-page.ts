import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../wire/service/operation.js';
import { validationException } from './validation-exception.js';

/** What lists are filtered and sorted by. Times are seconds since 1970. */
export interface Listed {
  readonly name: string;
  readonly creationTime: number;
  readonly lastModifiedTime: number;
  readonly status?: string;
}

export interface ListDefaults {
  readonly sortOrder: 'Ascending' | 'Descending';
}

interface Cursor {
  /** Digest of everything in the request that must stay the same from page to page. */
  readonly of: string;
  readonly value: string | number;
  readonly name: string;
}

const defaultPageSize = 10;

const filters: Readonly<Record<string, (item: Listed, value: never) => boolean>> = {
  NameContains: (item, value: string) => item.name.toLowerCase().includes(value.toLowerCase()),
  CreationTimeAfter: (item, value: number) => item.creationTime >= value,
  CreationTimeBefore: (item, value: number) => item.creationTime <= value,
  LastModifiedTimeAfter: (item, value: number) => item.lastModifiedTime >= value,
  LastModifiedTimeBefore: (item, value: number) => item.lastModifiedTime <= value,
};

const sortValues: Readonly<Record<string, (item: Listed) => string | number>> = {
  Name: (item) => item.name,
  CreationTime: (item) => item.creationTime,
  Status: (item) => item.status ?? '',
};

/**
 * One page of a list, and the member of the answer that leads to the next one. StatusEquals is applied after MaxResults has been taken, as SageMaker does: a page with a
 * NextToken may be short or empty.
 * @throws ServiceError ValidationException for a NextToken of another list
 */
export function listPage<T extends Listed>(
  items: readonly T[],
  input: JsonObject,
  defaults: ListDefaults,
): { items: T[]; next: { NextToken?: string } } {
  const { SortBy = 'CreationTime', SortOrder = defaults.sortOrder } = input;
  const valueOf = sortValues[SortBy as string] ?? ((item: Listed) => item.creationTime);
  const found = items.filter((item) => passes(item, input));
  const { items: taken, next } = pageOf(found, input, { valueOf, sortOrder: SortOrder as ListDefaults['sortOrder'] });
  const status = input.StatusEquals;
  return { items: taken.filter((item) => status === undefined || item.status === status), next };
}

interface Order<T> extends ListDefaults {
  readonly valueOf: (item: T) => string | number;
}

/** MaxResults of what was found, after NextToken, in that order. @throws ServiceError ValidationException for a NextToken of another request */
export function pageOf<T extends { readonly name: string }>(
  found: readonly T[],
  input: JsonObject,
  { valueOf, sortOrder }: Order<T>,
): { items: T[]; next: { NextToken?: string } } {
  const direction = sortOrder === 'Descending' ? -1 : 1;
  const compare = (a: Cursorlike, b: Cursorlike): number => direction * comparePositions(a, b);
  const position = (item: T): Cursorlike => ({ value: valueOf(item), name: item.name });
  const of = identity(input);
  const after = readToken(input.NextToken as string | undefined, of);
  const sorted = found
    .filter((item) => after === undefined || compare(position(item), after) > 0)
    .sort((a, b) => compare(position(a), position(b)));
  const items = sorted.slice(0, (input.MaxResults as number | undefined) ?? defaultPageSize);
  const last = items.at(-1);
  const more = last !== undefined && sorted.length > items.length;
  return { items, next: more ? { NextToken: writeToken({ of, ...position(last) }) } : {} };
}

type Cursorlike = Pick<Cursor, 'value' | 'name'>;

/** What has no value is sorted as an empty text, and texts come after numbers. */
function comparePositions(a: Cursorlike, b: Cursorlike): number {
  if (typeof a.value !== typeof b.value) return typeof a.value === 'number' ? -1 : 1;
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function passes(item: Listed, input: JsonObject): boolean {
  return Object.entries(filters).every(([name, filter]) => {
    const value = input[name];
    return value === undefined || filter(item, value as never);
  });
}

function identity(input: JsonObject): string {
  const { NextToken: _, MaxResults: __, ...rest } = input;
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, 16);
}

function writeToken(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readToken(token: string | undefined, of: string): Cursor | undefined {
  if (token === undefined) return undefined;
  try {
    const cursor = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Cursor;
    if (cursor.of === of) return cursor;
  } catch {
    // Answered below, like a token of another list.
  }
  throw validationException('Invalid NextToken: it does not belong to this request.');
}
