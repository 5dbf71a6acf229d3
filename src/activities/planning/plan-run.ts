import { Context } from '@temporalio/activity';
import type { Activities } from '../../contract/activities.js';
import type { RunIdentity } from '../../contract/plan.js';
import { describeProblems } from '../../contract/problems.js';
import type { Planning, Prepared } from '../../plan/index.js';
import { decide } from '../../plan/index.js';
import { calling, failure } from '../failures.js';
import type { Services } from '../services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  ({ resolution, dataset, run }) =>
    planOrFailure(() => decide('fineTune', resolution, dataset, planning(services, run)));

export const planDeployment =
  (services: Services): Activities['planDeployment'] =>
  ({ resolution, run }) =>
    planOrFailure(() => decide('deploy', resolution, null, planning(services, run)));

const planning = ({ aws }: Services, run: RunIdentity): Planning => ({
  services: aws,
  run,
  signal: Context.current().cancellationSignal,
});

async function planOrFailure<P>(prepare: () => Promise<Prepared<P>>): Promise<P> {
  const { plan, problems, failure: type } = await calling('make the plan', prepare);
  if (type === 'QuotaExceeded') throw failure(type, problems.map(({ message }) => message).join('\n'));
  if (plan === null || type !== null) {
    throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
  }
  return plan;
}
