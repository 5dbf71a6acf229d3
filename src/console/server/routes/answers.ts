import type { z } from 'zod';
import { problemDetails } from '../../api/index.js';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemDetails } },
});

/** What a route answers: its own success, and the one form of every error. */
export const answers = <S extends z.ZodType>(schema: S, description: string, status = 200) => ({
  [status]: { description, content: { 'application/json': { schema } } },
  '4xx': problem('The request, or who sent it, is not in order'),
  '5xx': problem('Something that is needed does not answer, or failed'),
});
