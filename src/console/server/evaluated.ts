import type { FastifyRequest } from 'fastify';
import type { Endpoint, Evaluation } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import type { LabelledText } from '../../contract/dataset.js';
import { parseWith } from '../../contract/schema/parse.js';
import { evaluationRequest } from '../api/index.js';
import { defaultUploadLimit, withUploadedFile } from './uploaded-file.js';

/** Scores an endpoint on the rows of a request, which are JSON or a file. @throws InvalidInputError with all problems of the rows */
export async function evaluated(
  endpoint: Endpoint,
  request: FastifyRequest,
  limit = defaultUploadLimit,
): Promise<Evaluation> {
  if (/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    const { request: body, problems } = parseWith<{ rows: LabelledText[] }>(evaluationRequest, request.body);
    if (body === null) throw new InvalidInputError(problems);
    return endpoint.evaluate(body.rows);
  }
  return withUploadedFile(request, limit, (file) => endpoint.evaluateFile(file));
}
