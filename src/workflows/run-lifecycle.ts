import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  defineQuery,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import type { RunIdentity } from '../contract/plan.js';
import { messageNames } from '../contract/messages.js';
import type { RunStatus } from '../contract/status.js';
import { Compensation } from './compensation.js';
import { EndpointLease } from './endpoint-lease.js';
import { Gates } from './gates/gates.js';
import { NotReturned } from './not-returned.js';
import { outcomeOf, reasonOf } from './outcome.js';
import { PublishedStatus } from './published-status.js';

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
export async function asRun<T>(
  type: RunStatus['type'],
  request: unknown,
  path: (parts: RunParts) => Promise<T>,
): Promise<T> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const published = new PublishedStatus(workflowId, type, askedModel(request));
  const gates = new Gates(published);
  setHandler(statusQuery, () => published.status, { description: 'Phases, gates, resources, metrics' });
  const run = { workflowId, firstExecutionRunId };
  const parts = { run, published, gates, compensation: new Compensation(), lease: new EndpointLease(workflowId) };
  try {
    const result = await path(parts);
    published.status.phase = 'done';
    published.finish('done');
    await gates.notices.settled();
    return result;
  } catch (error) {
    throw endOf(error, await endBadly(error, parts));
  }
}

/** What the server is told: a run that was cancelled ends as cancelled, whatever it was about. */
function endOf(error: unknown, notReturned: NotReturned | null): unknown {
  const { outcome, failure } = outcomeOf(error);
  if (notReturned !== null) {
    return outcome === 'cancelled'
      ? new CancelledFailure(`the run was cancelled; ${notReturned.message}`, [], error as Error)
      : notReturnedFailure(notReturned, failure);
  }
  if (outcome !== 'cancelled' || isCancellation(error)) return failure ?? error;
  return new CancelledFailure('the run was cancelled', [], error as Error);
}

/** Its message leads, whatever ended the run: exit code and headline must not say that all is as before. */
function notReturnedFailure(notReturned: NotReturned, failure: ApplicationFailure | null): ApplicationFailure {
  const type: FailureType = 'EndpointFailed';
  const ended = failure === null ? 'the run was cancelled' : `${failure.type ?? ''}: ${failure.message}`;
  const message = `${notReturned.message}. The run ended before: ${ended}`;
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}

/** Resolves with what could not be taken back although it serves; null where all could. */
async function endBadly(
  error: unknown,
  { published, gates, compensation, lease }: RunParts,
): Promise<NotReturned | null> {
  const { outcome, failure } = outcomeOf(error);
  if (outcome !== 'cancelled' && failure === null) return null;
  if (failure !== null) published.status.failure = { type: failure.type ?? '', message: failure.message };
  const reasons = new Map<string, unknown>();
  const left = await compensation.run(
    (what) => published.note(`undoing: ${what}`),
    (what, reason) => reasons.set(what, reason),
  );
  const notReturned = [...reasons.values()].find((reason) => reason instanceof NotReturned) ?? null;
  for (const what of left) published.note(noteOn(what, { reason: reasons.get(what), notReturned, published }));
  if (notReturned !== null) {
    const { type, message } = notReturnedFailure(notReturned, failure);
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

/** The request is still unchecked: any JSON may have come. */
function askedModel(request: unknown): { id: string } {
  const id = (request as { model?: { id?: unknown } | null } | null | undefined)?.model?.id;
  return { id: typeof id === 'string' ? id.slice(0, 200) : '?' };
}
