import type { HostingDecision } from '../../contract/run/plan.js';
import { endpointKey } from '../activity-inputs.js';
import { claimsNames } from '../patches.js';
import type { RunParts } from '../run/run-lifecycle.js';

/**
 * Of two runs that make an endpoint of one name the later one ends here, before it has trained. The lease is held from here on; a run that
 * moves an endpoint which is there waits for its turn later, and the name of a run's own nobody else can want.
 */
export async function claimName(plan: HostingDecision, { lease }: Pick<RunParts, 'lease'>): Promise<void> {
  const { endpointName, update } = plan.hosting;
  if (endpointName === undefined || update !== undefined || !claimsNames()) return;
  await lease.claim(endpointKey(plan));
}
