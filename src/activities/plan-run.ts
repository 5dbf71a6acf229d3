import type { Activities } from '../contract/activities.js';
import type { HostingDecision } from '../contract/plan.js';
import { describeProblems } from '../contract/problems.js';
import { decideDeployResolved, decideResolved } from '../plan/index.js';
import type { Prepared } from '../plan/index.js';
import { calling, failure } from './failures.js';
import { withinQuotas } from './quotas.js';
import type { Services } from './services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  ({ resolution, dataset, run }) =>
    planOrProblems(services, () => decideResolved(resolution, dataset, run, services.aws));

export const planDeployment =
  (services: Services): Activities['planDeployment'] =>
  ({ resolution, run }) =>
    planOrProblems(services, () => decideDeployResolved(resolution, run, services.aws));

async function planOrProblems<P extends HostingDecision>(
  services: Services,
  decide: () => Promise<Prepared<P>>,
): Promise<P> {
  const { plan, problems } = await calling('make the plan', decide);
  if (plan === null || problems.length > 0) {
    throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
  }
  return withinQuotas(services, plan);
}
