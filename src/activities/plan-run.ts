import type { Activities } from '../contract/activities.js';
import { describeProblems } from '../contract/problems.js';
import { decideResolved } from '../plan/index.js';
import { calling, failure } from './failures.js';
import type { Services } from './services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  async ({ resolution, dataset, run }) => {
    const { plan, problems } = await calling('make the plan', () =>
      decideResolved(resolution, dataset, run, services.aws),
    );
    if (plan === null || problems.length > 0) {
      throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
    }
    return plan;
  };
