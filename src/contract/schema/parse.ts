import type { z } from 'zod';
import type { Problem } from '../problems.js';

export type Parsed<T> = { request: T; problems: [] } | { request: null; problems: Problem[] };

/** The value as its type, or every problem: field, value, what is allowed. */
export function parseWith<T>(schema: z.ZodType, input: unknown): Parsed<T> {
  const parsed = schema.safeParse(input);
  // zod types optional members as `| undefined`; JSON has none.
  if (parsed.success) return { request: JSON.parse(JSON.stringify(parsed.data)) as T, problems: [] };
  return { request: null, problems: parsed.error.issues.flatMap(innermost).map((issue) => problemOf(issue, input)) };
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
  const field = issue.path.join('.') || 'request';
  if (issue.code === 'unrecognized_keys') {
    return { field, message: `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}; remove it or mend its name` };
  }
  const value = valueAt(input, issue.path);
  const shown = value === undefined ? 'is missing' : `${quoted(value)} is not allowed`;
  return { field, message: `${shown}; ${issue.message.replace(/^Invalid input: /, '')}` };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
