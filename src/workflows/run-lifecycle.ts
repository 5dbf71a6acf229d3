import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  defineQuery,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { defined } from '../contract/defined.js';
import type { FailureType } from '../contract/failures.js';
import type { RunIdentity } from '../contract/plan.js';
import { messageNames } from '../contract/messages.js';
import type { RunStatus } from '../contract/status.js';
import { Compensation } from './compensation.js';
import { EndpointLease } from './endpoint-lease.js';
import { Gates } from './gates/gates.js';
import { outcomeOf } from './outcome.js';
import { refusesCron } from './patches.js';
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
    refuseCron();
    const result = await path(parts);
    published.status.phase = 'done';
    published.finish('done');
    await gates.notices.settled();
    return result;
  } catch (error) {
    await endBadly(error, parts);
    throw endOf(error, published.status);
  }
}

/** What the server is told: a run that was cancelled ends as cancelled, whatever it was about. */
function endOf(error: unknown, status: RunStatus): unknown {
  const { outcome, failure } = outcomeOf(error);
  if (failure !== null) return withMessage(failure, endMessage(failure, status));
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

const endMessage = ({ message }: ApplicationFailure, status: RunStatus): string =>
  [message, keptText(status)].filter((part) => part !== null).join(message.includes('\n') ? '\n' : '; ');

async function endBadly(error: unknown, { published, gates, compensation, lease }: RunParts): Promise<void> {
  const { outcome, failure } = outcomeOf(error);
  if (outcome !== 'cancelled' && failure === null) return;
  const kept = keptText(published.status);
  if (failure !== null) {
    published.status.failure = { type: failure.type ?? '', message: endMessage(failure, published.status) };
  } else if (kept !== null) published.note(kept);
  const left = await compensation.run((what) => published.note(`undoing: ${what}`));
  for (const what of left) published.note(`could not be removed: ${what}; it may cost money, remove it by hand`);
  published.undone(left);
  await lease
    .release()
    .catch(() => published.note('the lease of the endpoint could not be given back; it ends with this run'));
  await CancellationScope.nonCancellable(() => gates.notices.settled());
  published.finish(outcome);
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
