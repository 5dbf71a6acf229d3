import { checkAwsSettings } from '../aws/aws-settings.js';
import { InvalidInputError } from '../client/errors.js';

/** The region asked for, else that of the environment; AWS's own chain is loaded only to look for one. @throws InvalidInputError, InvalidSettingsError */
export async function regionOf(asked: string | undefined): Promise<string> {
  checkAwsSettings();
  const named = asked ?? process.env['AWS_REGION']?.trim();
  const region = named || (await (await import('../aws/identity.js')).configuredRegion());
  if (region) return region;
  throw new InvalidInputError([{ field: 'region', message: 'is missing; give one (--region) or set AWS_REGION' }]);
}
