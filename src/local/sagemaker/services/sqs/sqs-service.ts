import type { JsonService } from '../../wire/protocols/aws-json.js';
import { ServiceError } from '../../wire/service-error.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import { deleteMessageBatch } from './operations/delete-message-batch.js';
import { deleteMessage } from './operations/delete-message.js';
import { receiveMessage } from './operations/receive-message.js';
import { sendMessage } from './operations/send-message.js';
import type { SqsOperation, SqsRegion } from './sqs-region.js';

const operations: Readonly<Record<string, SqsOperation>> = {
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
};

/** Amazon SQS, as far as one queue of each region goes. */
export function sqsService(stateOf: (region: string) => SqsRegion, onRequest: OnRequest): JsonService {
  return {
    target: 'AmazonSQS',
    signingName: 'sqs',
    operations: serve({ constraints: constraints.sqs, refusal, operations, stateOf }),
    onRequest,
  };
}

const refusal = (message: string): ServiceError => new ServiceError('InvalidParameterValue', message);
