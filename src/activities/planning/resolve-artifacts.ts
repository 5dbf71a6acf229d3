import { Context } from '@temporalio/activity';
import type { Activities } from '../../contract/activities.js';
import type { RunIdentity } from '../../contract/run/plan.js';
import type { RunKind } from '../../contract/run/run-kinds.js';
import { resolve } from '../../plan/index.js';
import { keptName } from '../../temporal/endpoint-keeper.js';
import { calling } from '../failures.js';
import type { Services } from '../services.js';

export const resolveArtifacts = (services: Services): Activities['resolveArtifacts'] => resolving('fineTune', services);
export const resolveDeployment = (services: Services): Activities['resolveDeployment'] => resolving('deploy', services);

const resolving =
  <K extends RunKind>(kind: K, services: Services) =>
  async ({ request, run }: { request: unknown; run: RunIdentity }) => {
    const planning = {
      services: services.aws,
      run,
      signal: Context.current().cancellationSignal,
      keptName: (name: string) => keptName(services.temporal, name),
    };
    const { resolution } = await calling('resolve the artifacts', () => resolve(kind, request, planning));
    return { ...resolution, searchAttributes: await services.registeredSearchAttributes() };
  };
