import type { z } from 'zod';

/** What several members must be to each other. */
export interface Consistency {
  /** The member that is to be mended. */
  path: string[];
  message: string;
  /** `value` has its members as they came: of any type. True where one that is looked at is missing. */
  holds: (value: Record<string, unknown>) => boolean;
}

/** The schema with rules over several members, looked at even where single members are wrong: all problems come at once. */
export function consistent<S extends z.ZodType>(schema: S, rules: readonly Consistency[]): S {
  return rules.reduce(
    (guarded, { path, message, holds }) =>
      guarded.refine((value) => holds(value as Record<string, unknown>), {
        path,
        message,
        when: ({ value }) => typeof value === 'object' && value !== null,
      }),
    schema,
  );
}
