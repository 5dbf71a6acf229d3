import type { Activities } from '../contract/activities.js';
import { describeProblems } from '../contract/problems.js';
import { decideDeployResolved, decideResolved } from '../plan/index.js';
import type { Prepared } from '../plan/index.js';
import { calling, failure } from './failures.js';
import type { Services } from './services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  ({ resolution, dataset, run }) =>
    planOrProblems(() => decideResolved(resolution, dataset, run, services.aws));

export const planDeployment =
  (services: Services): Activities['planDeployment'] =>
  ({ resolution, run }) =>
    planOrProblems(() => decideDeployResolved(resolution, run, services.aws));

async function planOrProblems<P>(decide: () => Promise<Prepared<P>>): Promise<P> {
  const { plan, problems } = await calling('make the plan', decide);
  if (plan === null || problems.length > 0) {
    throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
  }
  return plan;
}
