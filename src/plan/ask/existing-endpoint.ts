import type { RunIdentity } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { EndpointOptions } from '../../contract/requests.js';
import { tagValue } from '../requests/resource-tags.js';
import type { PlanningServices } from './planning-services.js';

/** An endpoint name that is taken is found before training is paid for. After a reset the run's own endpoint may be there; an update wants one there. */
export async function endpointNameProblems(
  { name, update }: EndpointOptions,
  region: string,
  run: RunIdentity,
  services: PlanningServices,
): Promise<Problem[]> {
  if (name === undefined) return [];
  if (update !== undefined) {
    const fault = (await services.updateFault?.(name, region)) ?? null;
    return fault === null ? [] : [{ field: 'endpoint.update', message: fault }];
  }
  const owner = (await services.endpointOwner?.(name, region)) ?? null;
  if (owner === null || owner === tagValue(run.workflowId)) return [];
  return [
    {
      field: 'endpoint.name',
      message: `"${name}" exists already; choose another name, delete it, or move it to the new model (endpoint.update)`,
    },
  ];
}
