import type { FastifyRequest } from 'fastify';
import type { Endpoint, Evaluation } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import type { LabelledText } from '../../contract/dataset.js';
import { parseWith } from '../../contract/schema/parse.js';
import { inspectLocalDataset, readLabelledRows } from '../../dataset/index.js';
import { evaluationRequest, highestLabel } from '../api/index.js';
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
  return withUploadedFile(request, limit, async (file) => {
    const { problems } = await inspectLocalDataset(file, undefined, { heldOut: true });
    if (problems.length > 0) throw new InvalidInputError(problems.map(({ message }) => ({ field: 'data', message })));
    return endpoint.evaluate(withinClasses(readLabelledRows(file)));
  });
}

/** @throws InvalidInputError at the first label that no matrix of ours has room for */
async function* withinClasses(rows: AsyncIterable<LabelledText>): AsyncGenerator<LabelledText> {
  for await (const row of rows) {
    if (row.label > highestLabel) {
      throw new InvalidInputError([{ field: 'data', message: `the label ${row.label} is above ${highestLabel}` }]);
    }
    yield row;
  }
}
