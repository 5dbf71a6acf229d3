import { endpointMessages, endpointWorkflowId } from '../../contract/endpoint-workflow.js';
import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import { executionState, hasEnded, runState } from '../run-state.js';
import type { Services } from '../services.js';

/** What the endpoint's own workflow says of it. @throws Temporal's errors where there is none, or no worker answers */
export const endpointStatus = (temporal: Services['temporal'], name: string): Promise<EndpointStatus> =>
  temporal.workflow.getHandle(endpointWorkflowId(name)).query<EndpointStatus>(endpointMessages.status);

/** Does that run still go on? With its first execution: that one, whatever else was started under its id. */
export const goesOn = async (
  { temporal }: Pick<Services, 'temporal'>,
  run: string,
  execution: string | undefined,
): Promise<boolean> =>
  !hasEnded(execution === undefined ? await runState(temporal, run) : await executionState(temporal, run, execution));

/** The run, still going, that changes or will make the endpoint of that name. Nothing depends on it: who can't be asked, has none. */
export async function holderOf(services: Pick<Services, 'temporal'>, name: string): Promise<string | null> {
  try {
    const { holder, holderExecution } = await endpointStatus(services.temporal, name);
    return holder !== null && (await goesOn(services, holder, holderExecution)) ? holder : null;
  } catch {
    return null;
  }
}
