import { fileURLToPath } from 'node:url';
import type { RequestsFrom } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import { heldOutMembers } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import type { RunKind } from '../../contract/run/run-kinds.js';
import type { ConsoleOptions } from './console-options.js';

/** The reviews that come with the package. */
export const sampleData = fileURLToPath(new URL('../../../data/reviews/data.csv', import.meta.url));
/** By this name they are asked for. */
export const sampleName = 'sample';

type Defaults = Pick<ConsoleOptions, 'executionRole'>;

/** With the console's execution role where the request names none. */
export const withDefaults = (request: object, { executionRole }: Defaults): object => ({
  ...defined({ role: executionRole }),
  ...request,
});

/**
 * The request as the library takes it, with the console's execution role where it names none. The library would read a file of this
 * machine; whoever asks from afar may name S3 only.
 * @throws InvalidInputError
 */
export function requestFor<K extends RunKind>(request: object, defaults: Defaults = {}): RequestsFrom[K] {
  const members: Record<string, unknown> = { ...withDefaults(request, defaults) };
  const isSample = members['data'] === sampleName;
  const problems = (['data', ...heldOutMembers] as const).flatMap((field) => {
    const named = members[field];
    if (named === undefined || named === null || (field === 'data' && isSample)) return [];
    if (typeof named === 'string' && named.startsWith('s3://')) return [];
    const allowed = field === 'data' ? `an s3:// URI or "${sampleName}"` : 'an s3:// URI';
    const given = JSON.stringify(named).slice(0, 100);
    return [{ field, message: `${given} is not allowed; must be ${allowed}; upload a file first (POST /api/v1/data)` }];
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return (isSample ? { ...members, data: sampleData } : members) as unknown as RequestsFrom[K];
}
