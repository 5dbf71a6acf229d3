import type { z } from 'zod';
import { problemDetails } from '../../api/index.js';

interface Content<T extends string, S> {
  readonly description: string;
  readonly content: { readonly [type in T]: { readonly schema: S } };
}
type Problem = Content<'application/problem+json', typeof problemDetails>;

type Answers<S> = Readonly<Record<number, Content<'application/json', S>>> & {
  readonly '4xx': Problem;
  readonly '5xx': Problem;
};

const problem = (description: string): Problem => ({
  description,
  content: { 'application/problem+json': { schema: problemDetails } },
});

/** What a route answers: its own success, and the one form of every error. */
export const answers = <S extends z.ZodType>(schema: S, description: string, status = 200): Answers<S> => ({
  [status]: { description, content: { 'application/json': { schema } } },
  '4xx': problem('The request, or who sent it, is not in order'),
  '5xx': problem('Something that is needed does not answer, or failed'),
});
