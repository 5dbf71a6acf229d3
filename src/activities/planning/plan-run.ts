import { Context } from '@temporalio/activity';
import type { Activities } from '../../contract/activities.js';
import type { HostingDecision, RunIdentity } from '../../contract/run/plan.js';
import { describeProblems } from '../../contract/problems.js';
import type { Planning, Prepared } from '../../plan/index.js';
import { decide } from '../../plan/index.js';
import { endpointStatus } from '../../temporal/endpoint-holder.js';
import { calling, failure } from '../failures.js';
import type { Services } from '../services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  ({ resolution, dataset, run }) =>
    withHolder(
      services,
      planOrFailure(() => decide('fineTune', resolution, dataset, planning(services, run))),
    );

export const planDeployment =
  (services: Services): Activities['planDeployment'] =>
  ({ resolution, run }) =>
    withHolder(
      services,
      planOrFailure(() => decide('deploy', resolution, null, planning(services, run))),
    );

const planning = ({ aws }: Services, run: RunIdentity): Planning => ({
  services: aws,
  run,
  signal: Context.current().cancellationSignal,
});

/** Warns of another run that changes the same endpoint now. Nothing depends on it: whoever can't be asked is not. */
async function withHolder<P extends HostingDecision>({ temporal }: Services, planned: Promise<P>): Promise<P> {
  const plan = await planned;
  const { endpointName } = plan.hosting;
  if (endpointName === undefined) return plan;
  const { holder = null, waiting = [] } = (await endpointStatus(temporal, endpointName).catch(() => null)) ?? {};
  if (holder === null || holder === plan.run.workflowId) return plan;
  const others = waiting.length === 0 ? '' : `, and ${waiting.length} more wait`;
  const warning = `endpoint.name: run ${holder} is changing ${endpointName} now${others}; this run takes its turn before it deploys`;
  return { ...plan, warnings: [...plan.warnings, warning] };
}

async function planOrFailure<P>(prepare: () => Promise<Prepared<P>>): Promise<P> {
  const { plan, problems, failure: type } = await calling('make the plan', prepare);
  if (type === 'QuotaExceeded') throw failure(type, problems.map(({ message }) => message).join('\n'));
  if (plan === null || type !== null) {
    throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
  }
  return plan;
}
