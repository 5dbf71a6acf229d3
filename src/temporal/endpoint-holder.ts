import type { Client } from '@temporalio/client';
import { endpointMessages, endpointWorkflowId } from '../contract/endpoint-workflow.js';
import type { EndpointStatus } from '../contract/endpoint-workflow.js';
import { hasEnded, stateOfRun } from './run-state.js';

/** A worker that does not answer a query in that time is not waited for. */
const mostMilliseconds = 5000;

/** What the endpoint's own workflow says of it. @throws Temporal's errors where there is none, or no worker answers */
export const endpointStatus = (temporal: Client, name: string): Promise<EndpointStatus> =>
  temporal.workflow.getHandle(endpointWorkflowId(name)).query<EndpointStatus>(endpointMessages.status);

/** The run, still going, that changes or will make the endpoint of that name. Nothing depends on it: who can't be asked, has none. */
export async function endpointHolder(temporal: Client, name: string): Promise<string | null> {
  try {
    return await temporal.connection.withDeadline(Date.now() + mostMilliseconds, async () => {
      const { holder, holderExecution } = await endpointStatus(temporal, name);
      return holder === null || hasEnded(await stateOfRun(temporal, holder, holderExecution)) ? null : holder;
    });
  } catch {
    return null;
  }
}
