import { arn } from '../../wire/arn.js';
import { ServiceError } from '../../wire/service-error.js';

/**
 * The ARN of a key that is named by its id or ARN: every one of the account and region is taken to exist.
 * @throws ServiceError NotFoundException of another account's or region's, and of aliases, which are not kept here
 */
export function keyArn(name: string, region: string): string {
  const own = arn('kms', region, 'key/');
  const id = name.startsWith(own) ? name.slice(own.length) : name;
  if (/^[A-Za-z0-9-]{1,64}$/.test(id)) return `${own}${id}`;
  const missing = name.includes('alias/') ? `Alias ${name} is not found.` : `Key '${name}' does not exist`;
  throw new ServiceError('NotFoundException', missing);
}
