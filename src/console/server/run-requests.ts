import { fileURLToPath } from 'node:url';
import type { RequestsFrom } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import type { RunKind } from '../../contract/run-kinds.js';

/** The reviews that come with the package. */
export const sampleData = fileURLToPath(new URL('../../../data/reviews/data.csv', import.meta.url));
/** By this name they are asked for. */
export const sampleName = 'sample';

/**
 * The request as the library takes it. The library would read a file of this machine; whoever asks from afar may name S3 only.
 * @throws InvalidInputError
 */
export function requestFor<K extends RunKind>(request: object): RequestsFrom[K] {
  const { data } = request as { data?: unknown };
  if (data === undefined || data === null) return request as RequestsFrom[K];
  if (data === sampleName) return { ...request, data: sampleData } as unknown as RequestsFrom[K];
  if (typeof data === 'string' && data.startsWith('s3://')) return request as RequestsFrom[K];
  const message = `${JSON.stringify(data).slice(0, 100)} is not allowed; must be an s3:// URI or "${sampleName}"; upload a file first (POST /api/v1/data)`;
  throw new InvalidInputError([{ field: 'data', message }]);
}
