import { accountId } from '../../wire/account.js';
import { ServiceError } from '../../wire/service-error.js';
import type { Operation } from '../../wire/service/operation.js';
import type { Queue } from './queue.js';

/** The one queue of each region, to which every state change of SageMaker's goes. */
export const eventsQueueName = 'tunewright-events';

/** What Amazon SQS has in one region. */
export interface SqsRegion {
  readonly events: Queue;
}

export type SqsOperation = Operation<SqsRegion>;

/** @throws ServiceError of any other queue than the region's one */
export function queueAt(url: string, { events }: SqsRegion): Queue {
  if (url.endsWith(`/${accountId}/${eventsQueueName}`)) return events;
  throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
}
