import type { Client, WorkflowHandle } from '@temporalio/client';
import { earlierEndpointWorkflowId, endpointMessages, endpointWorkflowId } from '../contract/endpoint-workflow.js';
import type { EndpointStatus } from '../contract/endpoint-workflow.js';
import { hasEnded, stateOfRun } from './run-state.js';

/** A worker that does not answer a query in that time is not waited for. */
const mostMilliseconds = 5000;

/** The workflow of the endpoint of that name in whatever case; whether there is one, is not said. One that an earlier version started stays it until it ends. */
export async function endpointKeeper(temporal: Client, name: string): Promise<WorkflowHandle> {
  const [id, earlier] = [endpointWorkflowId(name), earlierEndpointWorkflowId(name)];
  const isEarlier = id !== earlier && !hasEnded(await stateOfRun(temporal, earlier));
  return temporal.workflow.getHandle(isEarlier ? earlier : id);
}

/** What the endpoint's own workflow says of it, perhaps of its name in other case. @throws Temporal's errors where there is none, or no worker answers */
export const endpointStatus = async (temporal: Client, name: string): Promise<EndpointStatus> =>
  (await endpointKeeper(temporal, name)).query<EndpointStatus>(endpointMessages.status);

/**
 * What is known of who has that name in whatever case, of a workflow that goes on; `holder` is a run that goes on. Nothing depends on it:
 * null also where nobody answers.
 */
export async function keptName(temporal: Client, name: string): Promise<EndpointStatus | null> {
  try {
    return await temporal.connection.withDeadline(Date.now() + mostMilliseconds, async () => {
      const keeper = await endpointKeeper(temporal, name);
      if (hasEnded(await stateOfRun(temporal, keeper.workflowId))) return null;
      const status = await keeper.query<EndpointStatus>(endpointMessages.status);
      const { holder, holderExecution } = status;
      const goesOn = holder !== null && !hasEnded(await stateOfRun(temporal, holder, holderExecution));
      return { ...status, holder: goesOn ? holder : null };
    });
  } catch {
    return null;
  }
}
