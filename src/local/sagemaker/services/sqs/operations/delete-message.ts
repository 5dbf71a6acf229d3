import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { SqsOperation } from '../sqs-region.js';
import { queueAt } from '../sqs-region.js';

interface DeleteMessageInput {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string;
}

export const deleteMessage: SqsOperation = (input, state) => {
  const { QueueUrl, ReceiptHandle } = input as JsonObject & DeleteMessageInput;
  const queue = queueAt(QueueUrl, state);
  if (!ReceiptHandle.includes('#')) throw invalidHandle(ReceiptHandle);
  queue.delete(ReceiptHandle);
  return undefined;
};

function invalidHandle(handle: string): ServiceError {
  return new ServiceError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}
