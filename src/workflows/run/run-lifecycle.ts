import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  defineQuery,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import type { RunIdentity } from '../../contract/run/plan.js';
import { messageNames } from '../../contract/messages.js';
import type { RunStatus } from '../../contract/run/status.js';
import { Compensation } from './compensation.js';
import { EndpointLease } from './endpoint-lease.js';
import { Gates } from '../gates/gates.js';
import { NotReturned } from './not-returned.js';
import { outcomeOf, reasonOf } from '../outcome.js';
import { refusesCron, takesStepsTogether } from '../patches.js';
import { PublishedStatus } from '../status/published-status.js';

const statusQuery = defineQuery<RunStatus>(messageNames.status);

/** What every path of a run works with. */
export interface RunParts {
  run: RunIdentity;
  published: PublishedStatus;
  gates: Gates;
  compensation: Compensation;
  lease: EndpointLease;
}

/** Runs a path so that whatever fails, is rejected or cancelled is undone before the run ends, and the run says how it went. */
export async function asRun<T extends { outcome: 'done' | 'skipped' }>(
  type: RunStatus['type'],
  request: unknown,
  path: (parts: RunParts) => Promise<T>,
): Promise<T> {
  const { workflowId, firstExecutionRunId, namespace } = workflowInfo();
  // Before anything else asks what the run is newer than.
  takesStepsTogether();
  const published = new PublishedStatus(workflowId, type, askedModel(request));
  const gates = new Gates(published);
  setHandler(statusQuery, () => published.status, { description: 'Phases, gates, resources, metrics' });
  const run = { workflowId, firstExecutionRunId, namespace };
  const parts = { run, published, gates, compensation: new Compensation(), lease: new EndpointLease(run) };
  try {
    refuseCron();
    const result = await path(parts);
    published.status.phase = 'done';
    published.finish(result.outcome);
    await gates.notices.settled();
    return result;
  } catch (error) {
    throw endOf(error, published.status, await endBadly(error, parts));
  }
}

/** What the server is told: a run that was cancelled ends as cancelled, whatever it was about. */
function endOf(error: unknown, status: RunStatus, notReturned: NotReturned | null): unknown {
  const { outcome, failure } = outcomeOf(error);
  if (notReturned !== null) {
    return outcome === 'cancelled'
      ? new CancelledFailure(`the run was cancelled; ${notReturned.message}`, [], error as Error)
      : notReturnedFailure(notReturned, failure, status);
  }
  if (failure !== null) return withMessage(failure, endMessage(failure.message, status));
  if (outcome !== 'cancelled' || isCancellation(error)) return error;
  return new CancelledFailure('the run was cancelled', [], error as Error);
}

function withMessage({ type, nonRetryable, details, cause }: ApplicationFailure, message: string): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    nonRetryable: nonRetryable ?? false,
    ...defined({ type: type ?? undefined, details: details ?? undefined, cause }),
  });
}

/** The training is the dear part of a run: whoever reads of its end is told how to use what was paid for. */
const keptText = ({ run, artifact }: RunStatus): string | null =>
  artifact === undefined
    ? null
    : `the trained model is kept (${artifact}); deploy it with: tunewright deploy --from ${run}`;

const endMessage = (message: string, status: RunStatus): string =>
  [message, keptText(status)].filter((part) => part !== null).join(message.includes('\n') ? '\n' : '; ');

/** Its message leads, whatever ended the run: exit code and headline must not say that all is as before. */
function notReturnedFailure(
  notReturned: NotReturned,
  failure: ApplicationFailure | null,
  status: RunStatus,
): ApplicationFailure {
  const type: FailureType = 'EndpointFailed';
  const ended = failure === null ? 'the run was cancelled' : `${failure.type ?? ''}: ${failure.message}`;
  const message = endMessage(`${notReturned.message}. The run ended before: ${ended}`, status);
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}

/** Resolves with what could not be taken back although it serves; null where all could. */
async function endBadly(
  error: unknown,
  { published, gates, compensation, lease }: RunParts,
): Promise<NotReturned | null> {
  const { outcome, failure } = outcomeOf(error);
  if (outcome !== 'cancelled' && failure === null) return null;
  const kept = keptText(published.status);
  if (failure !== null) {
    published.status.failure = { type: failure.type ?? '', message: endMessage(failure.message, published.status) };
  } else if (kept !== null) published.note(kept);
  const reasons = new Map<string, unknown>();
  const left = await compensation.run(
    (what) => published.note(`undoing: ${what}`),
    (what, reason) => reasons.set(what, reason),
  );
  const notReturned = [...reasons.values()].find((reason) => reason instanceof NotReturned) ?? null;
  for (const what of left) published.note(noteOn(what, { reason: reasons.get(what), notReturned, published }));
  if (notReturned !== null) {
    const { type, message } = notReturnedFailure(notReturned, failure, published.status);
    published.status.failure = { type: type ?? '', message };
  }
  published.undone(left);
  await lease
    .release(notReturned === null ? {} : { live: notReturned.standsOn })
    .catch(() => published.note('the lease of the endpoint could not be given back; it ends with this run'));
  await CancellationScope.nonCancellable(() => gates.notices.settled());
  published.finish(notReturned === null || outcome === 'cancelled' ? outcome : 'failed');
  return notReturned;
}

function noteOn(
  what: string,
  { reason, notReturned, published }: { reason: unknown; notReturned: NotReturned | null; published: PublishedStatus },
): string {
  if (reason instanceof NotReturned) return reason.message;
  const names = published.namesOf(what).join(', ');
  const named = names === '' ? what : `${what} ${names}`;
  if (reason === null && notReturned !== null) return `kept: ${named}; the endpoint uses it`;
  const why = reason === null ? 'it is still in use' : reasonOf(reason);
  return `could not be removed: ${named} (${why}); it may cost money, remove it by hand`;
}

/** All executions of a cron share their first one's id, by which resources are named: the second night would adopt the first night's job. */
function refuseCron(): void {
  if ((workflowInfo().cronSchedule ?? '') === '' || !refusesCron()) return;
  const type: FailureType = 'InvalidRequest';
  throw ApplicationFailure.nonRetryable(
    "a run with a cron schedule is not taken: every night would find the first night's training job; start it by a Temporal schedule, which starts a new workflow each time",
    type,
  );
}

/** The request is still unchecked: any JSON may have come. */
function askedModel(request: unknown): { id: string } {
  const id = (request as { model?: { id?: unknown } | null } | null | undefined)?.model?.id;
  return { id: typeof id === 'string' ? id.slice(0, 200) : '?' };
}
