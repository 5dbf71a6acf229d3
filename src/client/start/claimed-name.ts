import type { Client } from '@temporalio/client';
import { defined } from '../../contract/defined.js';
import type { HostingDecision } from '../../contract/run/plan.js';
import { keptNameProblems } from '../../plan/index.js';
import { keptName } from '../../temporal/endpoint-keeper.js';
import { InvalidInputError } from '../errors.js';

/** Before anything is uploaded; the run claims the name again. Nothing depends on it: who can't be asked, refuses nothing. @throws InvalidInputError */
export async function refuseClaimedName(
  client: Client,
  { region, account, hosting: { endpointName: name, update } }: HostingDecision,
  run?: string,
): Promise<void> {
  if (name === undefined) return;
  const wanted = { name, region, account, ...defined({ update, run }) };
  const problems = keptNameProblems(wanted, await keptName(client, name));
  if (problems.length > 0) throw new InvalidInputError(problems);
}
