import type { Client } from '@temporalio/client';
import type { HostingDecision } from '../../contract/plan.js';
import { claimedBy } from '../../plan/index.js';
import { EndpointWorkflow } from '../endpoints/endpoint-workflow.js';
import { InvalidInputError } from '../errors.js';

/** Before anything is uploaded; the run claims the name again. Nothing depends on it: who can't be asked, refuses nothing. @throws InvalidInputError */
export async function refuseClaimedName(
  client: Client,
  { hosting, region }: HostingDecision,
  run?: string,
): Promise<void> {
  const { endpointName: name, update } = hosting;
  if (name === undefined || update !== undefined) return;
  const holder = await holderOf(client, name, region).catch(() => null);
  if (holder === null || holder === run) return;
  throw new InvalidInputError([{ field: 'endpoint.name', message: claimedBy(name, holder) }]);
}

async function holderOf(client: Client, name: string, region: string): Promise<string | null> {
  const holder = (await new EndpointWorkflow(client, name, region).status())?.holder ?? null;
  if (holder === null) return null;
  const { status } = await client.workflow.getHandle(holder).describe();
  return status.name === 'RUNNING' ? holder : null;
}
