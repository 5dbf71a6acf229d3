import { accountId } from '../../../wire/account.js';
import { partitionOf } from '../../../wire/region-name.js';
import { ServiceError } from '../../../wire/service-error.js';
import { validationException } from './validation-exception.js';

/** There is one account, and IAM takes every role of it for there. @throws ServiceError for a role of another account or partition */
export function checkRole(arn: unknown, region: string): void {
  if (typeof arn !== 'string') return;
  const [, partition = '', , , account] = arn.split(':');
  const { partition: own } = partitionOf(region);
  if (partition !== own) {
    throw validationException(`Invalid role ARN ${arn}: its partition is ${partition}, that of ${region} is ${own}.`);
  }
  if (account !== accountId) {
    throw new ServiceError('AccessDeniedException', `Cross-account pass role is not allowed: ${arn}`);
  }
}

/** A key by its id or alias is one of this account and region. @throws ServiceError for the ARN of another one */
export function checkKey(key: unknown, region: string): void {
  if (typeof key !== 'string' || !key.startsWith('arn:')) return;
  const [, partition, , keyRegion, account] = key.split(':');
  if (partition === partitionOf(region).partition && keyRegion === region && account === accountId) return;
  throw validationException(`The KMS key ${key} can't be used: it is not of account ${accountId} in ${region}.`);
}
