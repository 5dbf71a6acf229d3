import { Context } from '@temporalio/activity';
import type { Services } from './services.js';
import type { AwsClients, SageMaker } from '../aws/index.js';
import { sageMaker } from '../aws/index.js';
import type { HostingTarget } from '../contract/run/plan.js';
import { deadline } from './waiting/deadline.js';
import { calling, failure } from './failures.js';

/**
 * SageMaker in the plan's region, after a look at whose credentials are in use:
 * a worker that was moved to another account must not train, or delete, there. That is trouble of this worker and not of the run.
 * Calls end with the signal. Without one they end with the time of the attempt, which is short, and so they go before those that wait.
 */
export async function sageMakerOf(
  services: Services,
  plan: Pick<HostingTarget, 'region' | 'account'>,
  signal?: AbortSignal,
): Promise<{ clients: AwsClients; sagemaker: SageMaker; signal: AbortSignal }> {
  const until = signal ?? untilNearlyTimedOut();
  const identity = await calling('GetCallerIdentity', () => services.aws.identity(plan.region, until));
  if (identity.account !== plan.account) {
    throw failure(
      'WrongAccount',
      `the worker's credentials are of account ${identity.account}, the run was planned for ${plan.account}; start a worker with credentials of that account`,
    );
  }
  const clients = services.aws.clients(plan.region);
  return { clients, sagemaker: sageMaker(clients, until, signal === undefined), signal: until };
}

/** Part of an attempt's time in which calls may be made and waited for. */
const timeForCalls = 0.8;

/** One for all that an attempt does. */
const deadlines = new WeakMap<Context, AbortSignal>();

/** A call that is still queued when the server gives its attempt up must never be made: it would create something that nobody waits for. */
function untilNearlyTimedOut(): AbortSignal {
  const context = Context.current();
  const { cancellationSignal, info } = context;
  const signal =
    deadlines.get(context) ?? deadline(cancellationSignal, info.startToCloseTimeoutMs * timeForCalls).signal;
  deadlines.set(context, signal);
  return signal;
}
