import type { JsonObject } from '../../wire/service/operation.js';
import { invalidParameter } from './log-errors.js';

export interface PageInput {
  readonly limit?: number;
  readonly nextToken?: string;
}

/** The part of a list that `limit` and `nextToken` ask for. Logs only grow, so a token may be a plain offset. */
export function offsetPage<T>(member: string, items: readonly T[], input: PageInput, pageSize: number): JsonObject {
  const start = readOffset(input.nextToken);
  const end = start + (input.limit ?? pageSize);
  return { [member]: items.slice(start, end), ...(end < items.length ? { nextToken: `offset/${end}` } : {}) };
}

function readOffset(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^offset\/(\d{1,12})$/.exec(token)?.[1];
  if (offset === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return Number(offset);
}
