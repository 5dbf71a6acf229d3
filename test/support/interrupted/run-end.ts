import type { WorkflowExecutionStatusName } from '@temporalio/client';
import { vi } from 'vitest';
import type { EndpointStatus } from '../../../src/contract/endpoint-workflow.js';
import { endpointMessages, endpointWorkflowId } from '../../../src/contract/endpoint-workflow.js';
import { messageNames } from '../../../src/contract/messages.js';
import { resourceName } from '../../../src/contract/names.js';
import type { RunStatus } from '../../../src/contract/run/status.js';
import type { Holdings } from './holdings.js';
import { holdingsOf, liveEndpointOf } from './holdings.js';
import type { Stack } from './stack.js';

/** How a run ended, and what stands then. */
export interface End {
  status: WorkflowExecutionStatusName;
  /** As the run says itself. */
  outcome: string;
  holds: Holdings;
  /** Of its endpoint: `free`, the run that holds it, or `ended`, as nobody looks after an endpoint that is not there. */
  lease: string;
}

export async function endOf(stack: Stack, run: string, over = false): Promise<End> {
  const handle = stack.temporal.client.workflow.getHandle(run);
  await handle.result().catch(() => undefined);
  const { outcome } = await handle.query<RunStatus>(messageNames.status);
  const { status, runId } = await handle.describe();
  const endpoint = over ? liveEndpointOf(run) : resourceName({ workflowId: run, firstExecutionRunId: runId });
  const lease = await leaseOf(stack, endpoint);
  return { status: status.name, outcome, holds: await holdingsOf(stack.clients, run), lease };
}

/** What it comes to shortly after the run's end: the endpoint's workflow needs a moment. */
async function leaseOf({ temporal }: Stack, endpoint: string): Promise<string> {
  const handle = temporal.client.workflow.getHandle(endpointWorkflowId(endpoint));
  let lease = 'ended';
  const look = async (): Promise<void> => {
    const found = await handle.describe().catch(() => null);
    lease = 'ended';
    if (found?.status.name !== 'RUNNING') return;
    const { holder, live } = await handle.query<EndpointStatus>(endpointMessages.status);
    lease = holder ?? 'free';
    if (holder !== null || live === null) throw new Error('not yet');
  };
  await vi.waitFor(look, 15_000).catch(() => undefined);
  return lease;
}
