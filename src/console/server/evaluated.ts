import type { FastifyRequest } from 'fastify';
import type { Endpoint, Evaluation } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import type { LabelledText } from '../../contract/dataset.js';
import { parseWith } from '../../contract/schema/parse.js';
import { evaluationRequest } from '../api/index.js';
import type { OnProgress } from './with-progress.js';
import { defaultUploadLimit, withUploadedFile } from './uploaded-file.js';

export interface EvaluatedOptions {
  /** Of a file, in bytes. */
  readonly limit: number | undefined;
  readonly onProgress: OnProgress;
}

/** Scores an endpoint on the rows of a request, which are JSON or a file. @throws InvalidInputError with all problems of the rows */
export async function evaluated(
  endpoint: Endpoint,
  request: FastifyRequest,
  { limit = defaultUploadLimit, onProgress }: EvaluatedOptions,
): Promise<Evaluation> {
  if (/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    const { request: body, problems } = parseWith<{ rows: LabelledText[] }>(evaluationRequest, request.body);
    if (body === null) throw new InvalidInputError(problems);
    return endpoint.evaluate(body.rows, (done) => onProgress(done, body.rows.length));
  }
  return withUploadedFile(request, limit, (file) => endpoint.evaluateFile(file, onProgress));
}
