import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { InvalidInputError } from '../../client/index.js';
import { parseWith } from '../../contract/schema/parse.js';

/** Bodies and queries are checked as requests are, in the same words, and all problems are told at once. */
export const validation: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (value: unknown) => {
    const { request, problems } = parseWith<unknown>(schema, value ?? (httpPart === 'body' ? undefined : {}));
    return problems.length === 0 ? { value: request } : { error: new InvalidInputError(problems) };
  };
