import type { Service } from '../faults/fault-rule.js';
import type { S3Call } from '../services/s3/requests/s3-call.js';
import { arn } from '../wire/arn.js';
import type { Asked, JsonObject } from '../wire/service/operation.js';
import { kmsRights } from './kms-rights.js';
import { right } from './right.js';
import type { Right } from './right.js';
import { s3Rights } from './s3-rights.js';
import { sageMakerRights } from './sagemaker-rights.js';

/** Every right that a request needs. Who one is may always be asked (GetCallerIdentity). */
export function rightsOf(service: Service, { operation, input, region }: Asked): Right[] {
  switch (service) {
    case 'sagemaker':
    case 'runtime':
      return sageMakerRights(operation, input as JsonObject, region);
    case 's3':
      return s3Rights(operation, input as S3Call);
    case 'logs':
      return [right(`logs:${operation}`, logResource(input as JsonObject, region))];
    case 'quotas':
      return [right(`servicequotas:${operation}`, '*')];
    case 'sqs':
      return [right(`sqs:${operation.replace(/Batch$/, '')}`, queueArn(input as JsonObject, region))];
    case 'kms':
      return [kmsRights(operation, input as JsonObject, region)];
    case 'sts':
      return [];
  }
}

function queueArn({ QueueUrl }: JsonObject, region: string): string {
  return arn('sqs', region, typeof QueueUrl === 'string' ? QueueUrl.replace(/^.*\//, '') : '');
}

function logResource({ logGroupName, logStreamName }: JsonObject, region: string): string {
  const group = typeof logGroupName === 'string' ? logGroupName : '';
  const stream = typeof logStreamName === 'string' ? `log-stream:${logStreamName}` : '';
  return arn('logs', region, `log-group:${group}:${stream}`);
}
