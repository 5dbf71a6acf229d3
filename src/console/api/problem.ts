import { z } from 'zod';

/** One thing that is wrong with an input: its field by path (`endpoint.name`, `hyperparameters.epochs`), and a sentence. */
export const fieldProblem = z.object({ field: z.string(), message: z.string() }).meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** The one form of every error (RFC 9457), sent as `application/problem+json`. */
export const problemDetails = z
  .object({
    type: z.string().describe('A stable name such as `urn:tunewright:invalid-input`'),
    title: z.string().describe('What kind of error this is, in a few words'),
    status: z.int().describe('The HTTP status'),
    detail: z.string().describe('What went wrong here, and what to do'),
    problems: z
      .array(fieldProblem)
      .describe('Everything that is wrong with the input; empty where it is not the input'),
    failure: z.string().optional().describe('Type of the failure catalogue (docs/failures.md), where it is one'),
    gates: z.array(z.unknown()).optional().describe('With 409 of a decision: the gates as they are now, see `Gate`'),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.infer<typeof problemDetails>;
