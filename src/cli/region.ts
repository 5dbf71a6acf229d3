import type { Aws } from '../client/index.js';
import { InvalidInputError } from '../client/errors.js';

/** The region asked for, else that of the environment. @throws InvalidInputError */
export async function regionOf(aws: Aws, asked: string | undefined): Promise<string> {
  const region = asked ?? (await aws.region());
  if (region !== undefined) return region;
  throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
}
