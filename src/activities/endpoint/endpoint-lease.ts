import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Activities, EndpointKey } from '../../contract/activities.js';
import type { LeaseEnd, LeaseGranted, LeaseRequest } from '../../contract/endpoint-workflow.js';
import { endpointMessages, endpointWorkflowId } from '../../contract/endpoint-workflow.js';
import type { FailureType } from '../../contract/failures.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { deadline } from '../waiting/deadline.js';
import { failure, notYet } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

export const leaseEndpoint =
  (services: Services): Activities['leaseEndpoint'] =>
  ({ key, run }) =>
    asking(services, `lease of endpoint ${key.name}`, () =>
      services.temporal.workflow.executeUpdateWithStart<EndpointWorkflow, LeaseGranted, [LeaseRequest]>(
        endpointMessages.lease,
        {
          updateId: updateId(),
          args: [{ run, region: key.region, account: key.account }],
          startWorkflowOperation: new WithStartWorkflowOperation<EndpointWorkflow>(workflowTypes.endpoint, {
            workflowId: endpointWorkflowId(key.name),
            workflowIdConflictPolicy: 'USE_EXISTING',
            // Served by this very worker.
            taskQueue: Context.current().info.taskQueue,
            args: [key],
            staticSummary: `Endpoint ${key.name}`,
          }),
        },
      ),
    );

export const releaseEndpoint =
  (services: Services): Activities['releaseEndpoint'] =>
  ({ key, end }) =>
    asking(services, `release of endpoint ${key.name}`, async () => {
      try {
        await services.temporal.workflow
          .getHandle(endpointWorkflowId(key.name))
          .executeUpdate<unknown, [LeaseEnd]>(endpointMessages.release, { updateId: updateId(), args: [end] });
      } catch (error) {
        // No workflow, no lease.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    });

type EndpointWorkflow = (input: EndpointKey) => Promise<unknown>;

/** One for all attempts of this activity, and another one for each time that a run of the same id leases. */
function updateId(): string {
  const { workflowExecution, activityId } = Context.current().info;
  return `${workflowExecution?.runId ?? ''}:${activityId}`;
}

/** Type that the server gives an update whose workflow went on as a new one before it was answered. */
const overtaken = 'AcceptedUpdateCompletedWorkflow';

/** Type of a refusal that only holds for now: the endpoint is being deleted, and the next workflow of that name will answer. */
const later: FailureType = 'ServiceUnavailable';

/** Asks the endpoint's workflow and waits for its answer, at most one attempt's time; what it refuses is refused for good. */
async function asking<T>({ temporal, pollingIntervals }: Services, what: string, ask: () => Promise<T>): Promise<T> {
  const { cancellationSignal } = Context.current();
  const { signal, passed, release } = deadline(cancellationSignal, pollingIntervals.attempt);
  return heartbeating({ interval: pollingIntervals.heartbeat, details: () => null, what: () => what }, async () => {
    try {
      return await temporal.withAbortSignal(signal, ask);
    } catch (error) {
      if (passed()) throw notYet(`${what}: others have it`, pollingIntervals.shortestPoll);
      if (!(error instanceof WorkflowUpdateFailedError)) throw unavailable(what, error);
      const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
      if (type === overtaken || type === later) throw unavailable(what, error);
      throw failure('LeaseRefused', `${what}: ${error.cause?.message ?? error.message}`, { cause: error });
    } finally {
      release();
    }
  });
}

/** A server that can't be reached, or a workflow that ends at this moment: the next attempt may fare better. */
const unavailable = (what: string, error: unknown): Error =>
  failure('ServiceUnavailable', `${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
