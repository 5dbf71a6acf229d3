import { eventsQueueName } from './services/sqs/sqs-region.js';
import { accessKeyId, accountId, secretAccessKey } from './wire/account.js';

/** The environment that points every AWS SDK and the AWS CLI at the local SageMaker, without a line of code. */
export function localEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: 'us-east-1',
    // boto3 and what is built on it read only this one.
    AWS_DEFAULT_REGION: 'us-east-1',
  };
}

/** The queue to which the local SageMaker sends its state changes; each region has one at the same URL. */
export const eventsQueueUrl = (url: string): string => `${url}/${accountId}/${eventsQueueName}`;

/** The same as lines for a POSIX shell: `export NAME=value`. */
export function exportLines(url: string): string[] {
  return Object.entries(localEnvironment(url)).map(([name, value]) => `export ${name}=${value}`);
}
