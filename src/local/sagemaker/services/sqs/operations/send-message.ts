import { createHash } from 'node:crypto';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { SqsOperation } from '../sqs-region.js';
import { queueAt } from '../sqs-region.js';

interface SendMessageInput {
  readonly QueueUrl: string;
  readonly MessageBody: string;
}

/** Bytes: a message's own limit. */
const most = 1_048_576;

export const sendMessage: SqsOperation = (input, state) => {
  const { QueueUrl, MessageBody } = input as JsonObject & SendMessageInput;
  const queue = queueAt(QueueUrl, state);
  const bytes = Buffer.byteLength(MessageBody);
  if (bytes === 0) throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (bytes > most)
    throw new ServiceError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  return { MessageId: queue.send(MessageBody), MD5OfMessageBody };
};
