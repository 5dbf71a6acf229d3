import { Context } from '@temporalio/activity';
import type { Activities } from '../../contract/activities.js';
import type { HostingDecision, RunIdentity } from '../../contract/run/plan.js';
import { resourceName } from '../../contract/names.js';
import { describeProblems } from '../../contract/problems.js';
import type { Planning, Prepared } from '../../plan/index.js';
import { decide } from '../../plan/index.js';
import { endpointStatus } from '../../temporal/endpoint-keeper.js';
import { calling, failure } from '../failures.js';
import type { Services } from '../services.js';

export const planRun =
  (services: Services): Activities['planRun'] =>
  ({ resolution, dataset, run }) =>
    withWarnings(
      services,
      planOrFailure(() => decide('fineTune', resolution, dataset, planning(services, run))),
    );

export const planDeployment =
  (services: Services): Activities['planDeployment'] =>
  ({ resolution, run }) =>
    withWarnings(
      services,
      planOrFailure(() => decide('deploy', resolution, null, planning(services, run))),
    );

const planning = ({ aws }: Services, run: RunIdentity): Planning => ({
  services: aws,
  run,
  signal: Context.current().cancellationSignal,
});

/** With what only a worker can warn of. Nothing depends on it: whoever can't be asked is not. */
async function withWarnings<P extends HostingDecision>(services: Services, planned: Promise<P>): Promise<P> {
  const plan = await planned;
  const warnings = await Promise.all([otherRun(services, plan), tagsUnread(services, plan)]);
  return { ...plan, warnings: [...plan.warnings, ...warnings.filter((warning) => warning !== null)] };
}

/** Another run that changes the same endpoint now. */
async function otherRun({ temporal }: Services, { run, hosting }: HostingDecision): Promise<string | null> {
  const { endpointName } = hosting;
  if (endpointName === undefined) return null;
  const { holder = null, waiting = [] } = (await endpointStatus(temporal, endpointName).catch(() => null)) ?? {};
  if (holder === null || holder === run.workflowId) return null;
  const others = waiting.length === 0 ? '' : `, and ${waiting.length} more wait`;
  return `endpoint.name: run ${holder} is changing ${endpointName} now${others}; this run takes its turn before it deploys`;
}

/** A clean-up knows by its tags what is the run's. A worker that may not read them runs well, until something has to be undone. */
async function tagsUnread({ aws }: Services, { run, region, account, role }: HostingDecision): Promise<string | null> {
  const [, partition] = role.split(':');
  const arn = `arn:${partition}:sagemaker:${region}:${account}:training-job/${resourceName(run)}`;
  if (await aws.mayReadTags(arn, region)) return null;
  return "the worker's role may not read tags (sagemaker:ListTags): what this run makes could not be stopped or deleted again, and the sweep does not see it";
}

async function planOrFailure<P>(prepare: () => Promise<Prepared<P>>): Promise<P> {
  const { plan, problems, failure: type } = await calling('make the plan', prepare);
  if (type === 'QuotaExceeded') throw failure(type, problems.map(({ message }) => message).join('\n'));
  if (plan === null || type !== null) {
    throw failure('InvalidRequest', describeProblems(problems), { details: [problems] });
  }
  return plan;
}
