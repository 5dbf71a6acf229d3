import { InvalidInputError } from '../client/errors.js';

/** The region asked for, else that of the environment; AWS's own chain is loaded only to look for one. @throws InvalidInputError */
export async function regionOf(asked: string | undefined): Promise<string> {
  const region = asked ?? process.env['AWS_REGION'] ?? (await (await import('../aws/identity.js')).configuredRegion());
  if (region !== undefined) return region;
  throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
}
