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
  const { SortBy = 'CreationTime', SortOrder = defaults.sortOrder, MaxResults = defaultPageSize } = input;
  const valueOf = sortValues[SortBy as string] ?? ((item: Listed) => item.creationTime);
  const direction = SortOrder === 'Descending' ? -1 : 1;
  const compare = (a: Cursorlike, b: Cursorlike): number => direction * comparePositions(a, b);
  const position = (item: T): Cursorlike => ({ value: valueOf(item), name: item.name });
  const of = identity(input);
  const after = readToken(input.NextToken as string | undefined, of);
  const sorted = items
    .filter((item) => passes(item, input))
    .filter((item) => after === undefined || compare(position(item), after) > 0)
    .sort((a, b) => compare(position(a), position(b)));
  const taken = sorted.slice(0, MaxResults as number);
  const last = taken.at(-1);
  const next =
    last !== undefined && sorted.length > taken.length ? { NextToken: writeToken({ of, ...position(last) }) } : {};
  const status = input.StatusEquals;
  return { items: taken.filter((item) => status === undefined || item.status === status), next };
}

type Cursorlike = Pick<Cursor, 'value' | 'name'>;

function comparePositions(a: Cursorlike, b: Cursorlike): number {
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
