import type { Client } from '@temporalio/client';
import type { HostingDecision } from '../../contract/run/plan.js';
import { claimedBy } from '../../plan/index.js';
import { endpointHolder } from '../../temporal/endpoint-holder.js';
import { InvalidInputError } from '../errors.js';

/** Before anything is uploaded; the run claims the name again. Nothing depends on it: who can't be asked, refuses nothing. @throws InvalidInputError */
export async function refuseClaimedName(
  client: Client,
  { hosting: { endpointName: name, update } }: HostingDecision,
  run?: string,
): Promise<void> {
  if (name === undefined || update !== undefined) return;
  const holder = await endpointHolder(client, name);
  if (holder === null || holder === run) return;
  throw new InvalidInputError([{ field: 'endpoint.name', message: claimedBy(name, holder) }]);
}
