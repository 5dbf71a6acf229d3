import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  isGrpcServiceError,
} from '@temporalio/client';
import type { Activities, EndpointKey, Lease } from '../../contract/activities.js';
import type { LeaseAnswer, LeaseEnd, LeaseGranted, LeaseRequest } from '../../contract/endpoint-workflow.js';
import { endpointMessages, endpointWorkflowId } from '../../contract/endpoint-workflow.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { claimedBy, endpointNameProblems, existsAs } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { failure } from '../failures.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import type { Services } from '../services.js';
import { endpointKeeper, endpointStatus } from '../../temporal/endpoint-keeper.js';
import { goesOn } from '../run-state.js';
import { errorText } from '../../contract/text/error-text.js';

/**
 * Enrols, then asks by queries, which leave nothing in the history, whether it is still waited for: an open update for each run that
 * waits would use up the ten that a workflow takes.
 */
export const leaseEndpoint =
  (services: Services): Activities['leaseEndpoint'] =>
  ({ key, run, execution, claim }) => {
    const what = `lease of endpoint ${key.name}`;
    let waits = false;
    const look = async (signal: AbortSignal): Promise<Look<LeaseGranted>> => {
      if (claim === true) return claimed(services, key, { run, ...defined({ execution }), claim }, signal);
      if (waits && (await endpointStatus(services.temporal, key.name)).waiting.includes(run)) {
        return { state: 'others have it' };
      }
      // Once for each attempt at least: of a workflow that was terminated a query tells what it was.
      const answer = await enrol(services, key, defined({ run, execution }));
      waits = 'before' in answer;
      return 'before' in answer ? { state: `${answer.before} before this run` } : { done: answer };
    };
    return poll(services, {
      what,
      look: (signal) => asking(services, { what, signal }, () => look(signal)),
    });
  };

/** One try, for a step that goes on with the lease. Runs that come first are let pass by trying the step again. */
export async function leaseForStep(services: Services, { key, ...run }: Lease, signal: AbortSignal): Promise<void> {
  const what = `lease of endpoint ${key.name}`;
  const answer = await asking(services, { what, signal }, () => enrol(services, key, run));
  if ('before' in answer) throw failure('ServiceUnavailable', `${what}: ${answer.before} before this run`);
}

type Claimant = Pick<LeaseRequest, 'run' | 'execution' | 'claim'>;

/** One try. To wait for a run that makes the endpoint is to find it there afterwards; only one that has ended lets go of the name. */
async function claimed(
  services: Services,
  key: EndpointKey,
  claimant: Claimant,
  signal: AbortSignal,
): Promise<Look<LeaseGranted>> {
  const { name } = key;
  const answer = await enrol(services, key, claimant);
  if ('before' in answer) {
    const { name: kept, holder, holderExecution, live } = await endpointStatus(services.temporal, name);
    const isOther = holder !== null && holder !== claimant.run;
    if (isOther && (await goesOn(services.temporal, holder, holderExecution)))
      throw failure('NameTaken', claimedBy(name, { name: kept, holder }));
    if (kept !== name && holder === null && live !== null) throw failure('NameTaken', existsAs(name, kept));
    return { state: `run ${holder ?? ''} has ended and is to let go of ${name}` };
  }
  await sageMakerOf(services, key, signal);
  const run = { workflowId: claimant.run, firstExecutionRunId: claimant.execution ?? '' };
  const [taken] = await endpointNameProblems({ name }, key, { run, services: services.aws, signal });
  if (taken !== undefined) throw failure('NameTaken', `endpoint ${taken.message}`);
  return { done: answer };
}

/**
 * A signal, since it is taken however many updates are open. A run that was reset to behind its lease, or whose endpoint's workflow was terminated,
 * may leave something live that no workflow looks after: it gets one.
 */
export const releaseEndpoint =
  (services: Services): Activities['releaseEndpoint'] =>
  ({ key, end }) => {
    const what = `release of endpoint ${key.name}`;
    const look = async (): Promise<Look<void>> => {
      try {
        await sendRelease(services, key, end);
      } catch (error) {
        // No workflow, no lease.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        if (end.live !== undefined) {
          await enrol(services, key, defined({ run: end.run, execution: end.execution }));
          return { state: 'its workflow was started again' };
        }
      }
      return { done: undefined };
    };
    return poll(services, {
      what,
      look: (signal) => asking(services, { what, signal }, look),
    });
  };

/** One try, of a step that has done its work: @returns whether the message got through; else `releaseEndpoint` is to bring it. */
export async function releaseOnce(
  services: Services,
  { key, end }: Parameters<Activities['releaseEndpoint']>[0],
  signal: AbortSignal,
): Promise<boolean> {
  return services.temporal
    .withAbortSignal(signal, () => sendRelease(services, key, end))
    .then(
      () => true,
      () => false,
    );
}

async function sendRelease({ temporal }: Services, { name }: EndpointKey, end: LeaseEnd): Promise<void> {
  const keeper = await endpointKeeper(temporal, name);
  await keeper.signal(endpointMessages.release, end);
}

type EndpointWorkflow = (input: EndpointKey) => Promise<unknown>;

const { lease } = endpointMessages;

/** A workflow that an earlier version called otherwise is used while it goes on, and not started anew. */
async function enrol({ temporal }: Services, key: EndpointKey, run: Claimant): Promise<LeaseAnswer> {
  const keeper = await endpointKeeper(temporal, key.name);
  const workflowId = endpointWorkflowId(key.name);
  const args: [LeaseRequest] = [{ ...run, ...key, atOnce: true }];
  if (keeper.workflowId !== workflowId) return keeper.executeUpdate<LeaseAnswer, typeof args>(lease, { args });
  return temporal.workflow.executeUpdateWithStart<EndpointWorkflow, LeaseAnswer, typeof args>(lease, {
    args,
    startWorkflowOperation: new WithStartWorkflowOperation<EndpointWorkflow>(workflowTypes.endpoint, {
      workflowId,
      workflowIdConflictPolicy: 'USE_EXISTING',
      // Served by this very worker.
      taskQueue: Context.current().info.taskQueue,
      args: [key],
      staticSummary: `Endpoint ${key.name}`,
    }),
  });
}

/** Asks Temporal until the signal says otherwise; what it refuses is told in the words of the catalogue. */
const asking = <T>(
  { temporal }: Services,
  { what, signal }: { readonly what: string; readonly signal: AbortSignal },
  ask: () => Promise<T>,
): Promise<T> => temporal.withAbortSignal(signal, ask).catch((error: unknown) => refused(what, error));

/** Type that the server gives an update whose workflow went on as a new one before it was answered. */
const overtaken = 'AcceptedUpdateCompletedWorkflow';

/** Type of a refusal that only holds for now: the endpoint is being deleted, and the next workflow of that name will answer. */
const later: FailureType = 'ServiceUnavailable';

const unimplemented = 12;

/** What the endpoint's workflow refuses is refused for good; a server that can't be reached, or a workflow that ends at this moment, passes. */
function refused(what: string, error: unknown): never {
  const message = errorText(error);
  if (error instanceof ApplicationFailure) throw error;
  if (isGrpcServiceError(error) && (error.code as number) === unimplemented) {
    throw failure('LeaseRefused', `${what}: the Temporal server is too old (update-with-start: 1.28): ${message}`, {
      cause: error,
    });
  }
  if (!(error instanceof WorkflowUpdateFailedError)) throw unavailable(what, error);
  const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
  if (type === overtaken || type === later) throw unavailable(what, error);
  throw failure('LeaseRefused', `${what}: ${error.cause?.message ?? message}`, { cause: error });
}

const unavailable = (what: string, error: unknown): Error =>
  failure('ServiceUnavailable', `${what}: ${errorText(error)}`, { cause: error });
