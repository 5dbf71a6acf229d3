import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { SqsOperation } from '../sqs-region.js';
import { queueAt } from '../sqs-region.js';

interface DeleteMessageBatchInput {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly Id: string; readonly ReceiptHandle: string }[];
}

export const deleteMessageBatch: SqsOperation = (input, state) => {
  const { QueueUrl, Entries } = input as JsonObject & DeleteMessageBatchInput;
  const queue = queueAt(QueueUrl, state);
  if (Entries.length === 0)
    throw new ServiceError(
      'EmptyBatchRequest',
      'There should be at least one DeleteMessageBatchRequestEntry in the request.',
    );
  if (Entries.length > 10)
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${Entries.length}.`,
    );
  const valid = Entries.filter(({ ReceiptHandle }) => ReceiptHandle.includes('#'));
  for (const { ReceiptHandle } of valid) queue.delete(ReceiptHandle);
  const failed = Entries.filter((entry) => !valid.includes(entry)).map(({ Id }) => ({
    ...{ Id, SenderFault: true, Code: 'ReceiptHandleIsInvalid' },
    Message: 'The input receipt handle is invalid.',
  }));
  return { Successful: valid.map(({ Id }) => ({ Id })), Failed: failed };
};
