import type { z } from 'zod';
import { withoutNulls } from '../given.js';
import type { Problem } from '../problems.js';
import { ownWords } from './words.js';

export type Parsed<T> = { request: T; problems: [] } | { request: null; problems: Problem[] };

/** The value as its type, or every problem: field, value, what is allowed. A member that is null counts as left out. */
export function parseWith<T>(schema: z.ZodType, input: unknown): Parsed<T> {
  const given = withoutNulls(input);
  const parsed = schema.safeParse(given, { error: ownWords });
  const lost = lostKeys(given, []);
  // zod types optional members as `| undefined`; JSON has none.
  if (parsed.success && lost.length === 0) {
    return { request: JSON.parse(JSON.stringify(parsed.data)) as T, problems: [] };
  }
  const issues = onePerValue((parsed.error?.issues ?? []).flatMap(innermost));
  return { request: null, problems: [...lost, ...issues.map((issue) => problemOf(issue, given))] };
}

/** As deep as a request nests. */
const deepest = 10;

/** Records of zod leave the key `__proto__` out without a word, as if nobody had given it. */
function lostKeys(value: unknown, path: readonly string[]): Problem[] {
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '__proto__'
      ? [{ field: path.join('.') || 'request', message: 'the key "__proto__" is not allowed' }]
      : lostKeys(member, [...path, key]),
  );
}

/** A value that breaks several rules of its own has one problem; what members must be to each other is another. */
function onePerValue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, path }) => {
    const key = JSON.stringify(path);
    if (code === 'custom' || code === 'unrecognized_keys') return true;
    return !seen.has(key) && seen.add(key);
  });
}

/** Of a member with several forms, what is wrong with the form that was meant: the one whose own type fits. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((errors) =>
    errors.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
  if (meant === undefined) return [issue];
  return meant.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }));
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): Problem {
  const { path, message } = issue;
  const field = path.join('.') || 'request';
  if (issue.code === 'unrecognized_keys') return { field, message };
  if (issue.code === 'invalid_key') {
    const reasons = issue.issues.map((inner) => inner.message);
    return { field, message: `the key ${quoted(path.at(-1))} is not allowed; ${reasons.join('; ')}` };
  }
  const value = valueAt(input, path);
  const shown = value === undefined ? 'is missing' : `${quoted(value)} is not allowed`;
  return { field, message: `${shown}; ${message}` };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
