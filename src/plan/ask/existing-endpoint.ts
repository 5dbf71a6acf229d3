import { defined } from '../../contract/defined.js';
import { attemptOf } from '../../contract/names.js';
import type { Fleet } from '../../contract/fleet.js';
import type { RunIdentity } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { EndpointOptions, HostingRequest } from '../../contract/run/requests.js';
import { tagValue } from '../requests/resource-tags.js';
import type { Planning } from '../planning.js';
import type { WantedName } from './kept-name.js';
import { existsAs, keptNameProblems } from './kept-name.js';
import type { EndpointOwner } from './planning-services.js';

/** An endpoint name that is taken is found before training is paid for. After a reset the run's own endpoint may be there; an update wants one there. */
export async function endpointNameProblems(
  { name, update }: EndpointOptions,
  { region, account }: Pick<WantedName, 'region' | 'account'>,
  { services, run, keptName, signal }: Pick<Planning, 'services' | 'run' | 'keptName' | 'signal'>,
): Promise<Problem[]> {
  if (name === undefined) return [];
  const twin = (await services.endpointTwin?.(name, region)) ?? null;
  if (twin !== null) return [{ field: 'endpoint.name', message: existsAs(name, twin) }];
  const kept = (await keptName?.(name)) ?? null;
  const wanted = defined({ name, update, region, account, run: run.workflowId });
  if (update !== undefined) {
    const fault = (await services.updateFault?.(name, region, signal)) ?? null;
    return fault === null ? keptNameProblems(wanted, kept) : [{ field: 'endpoint.update', message: fault }];
  }
  const owner = (await services.endpointOwner?.(name, region, signal)) ?? null;
  if (owner === null || isOf(run, owner)) return keptNameProblems(wanted, kept);
  return [
    {
      field: 'endpoint.name',
      message: `"${name}" exists already; choose another name, delete it, or move it to the new model (endpoint.update)`,
    },
  ];
}

/** Another execution of the same id is another owner, and so is whoever moved the endpoint to a config of theirs. */
const isOf = (run: RunIdentity, { run: tag, execution, configName }: EndpointOwner): boolean =>
  tag === tagValue(run.workflowId) &&
  (execution ?? run.firstExecutionRunId) === run.firstExecutionRunId &&
  (configName === '' || attemptOf(run, configName) !== null);

/** What an update would replace: its instances are kept, and stay beside the new ones for a while. Null where nothing is updated, or nothing is live. */
export async function liveFleet(
  { endpoint: { name, update } = {}, deploy = true }: Pick<HostingRequest, 'endpoint'> & { deploy?: boolean },
  region: string,
  { services, signal }: Pick<Planning, 'services' | 'signal'>,
): Promise<Fleet | null> {
  if (name === undefined || update === undefined || !deploy) return null;
  return (await services.fleet?.(name, region, signal)) ?? null;
}
