import { endpointMessages, endpointWorkflowId } from '../../contract/endpoint-workflow.js';
import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import type { Services } from '../services.js';

/** What the endpoint's own workflow says of it. @throws Temporal's errors where there is none, or no worker answers */
export const endpointStatus = (temporal: Services['temporal'], name: string): Promise<EndpointStatus> =>
  temporal.workflow.getHandle(endpointWorkflowId(name)).query<EndpointStatus>(endpointMessages.status);
