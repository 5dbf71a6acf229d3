import type { Client, WorkflowHandle } from '@temporalio/client';
import { QueryNotRegisteredError, ServiceError } from '@temporalio/client';
import { messageNames } from '../contract/messages.js';

const queryTimeoutMilliseconds = 5_000;

/** What a workflow says of itself; null while no worker answers. @throws WorkflowNotFoundError */
export async function queryStatus<T>(client: Client, handle: WorkflowHandle): Promise<T | null> {
  try {
    return await client.connection.withDeadline(Date.now() + queryTimeoutMilliseconds, () =>
      handle.query<T>(messageNames.status),
    );
  } catch (error) {
    // No worker polls, or the first task is still to come.
    if (error instanceof ServiceError || error instanceof QueryNotRegisteredError) return null;
    throw error;
  }
}
