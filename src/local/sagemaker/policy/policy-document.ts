import { z } from 'zod';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const operators = ['StringEquals', 'StringLike', 'ForAnyValue:StringLike', 'ForAllValues:StringLike', 'Null'] as const;
const condition = z.partialRecord(z.enum(operators), z.record(z.string(), texts));
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: condition.optional(),
});
const document = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.preprocess((value) => [value].flat(), z.array(statement)),
});

/** An identity-based policy: the elements of IAM's policy language that this server evaluates, and no others. */
export type PolicyDocument = z.infer<typeof document>;
export type Statement = PolicyDocument['Statement'][number];
export type Condition = NonNullable<Statement['Condition']>;

/**
 * Reads a policy.
 * @throws TypeError that names every part that is wrong, or that IAM knows and this server does not evaluate
 */
export function parsePolicy(text: string): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const parsed = document.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the document'}: ${message}`);
  throw new TypeError(problems.join('; '));
}
