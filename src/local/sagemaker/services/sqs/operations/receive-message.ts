import type { JsonObject } from '../../../wire/service/operation.js';
import type { SqsOperation } from '../sqs-region.js';
import { queueAt } from '../sqs-region.js';
import { within } from '../within.js';

interface ReceiveMessageInput {
  readonly QueueUrl: string;
  readonly MaxNumberOfMessages?: number;
  readonly WaitTimeSeconds?: number;
  readonly VisibilityTimeout?: number;
}

export const receiveMessage: SqsOperation = async (input, state) => {
  const {
    QueueUrl,
    MaxNumberOfMessages = 1,
    WaitTimeSeconds = 0,
    VisibilityTimeout = 30,
  } = input as JsonObject & ReceiveMessageInput;
  const queue = queueAt(QueueUrl, state);
  const count = within('MaxNumberOfMessages', MaxNumberOfMessages, 1, 10);
  const wait = within('WaitTimeSeconds', WaitTimeSeconds, 0, 20);
  const hidden = within('VisibilityTimeout', VisibilityTimeout, 0, 43_200);
  const Messages = await queue.receive(count, wait * 1_000, hidden * 1_000);
  return Messages.length === 0 ? {} : { Messages };
};
