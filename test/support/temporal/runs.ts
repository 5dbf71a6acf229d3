import { randomUUID } from 'node:crypto';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { ApplicationFailure, WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { expect, vi } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import type { DecisionRecord } from '../../../src/contract/messages.js';
import { messageNames } from '../../../src/contract/messages.js';
import type { GateName } from '../../../src/contract/run/requests.js';
import type { FineTuneResult } from '../../../src/contract/run/results.js';
import type { RunStatus } from '../../../src/contract/run/status.js';
import { workflowTypes } from '../../../src/contract/workflow-types.js';
import { heartbeatsSoon } from './served-runs.js';
import type { TestServer } from './servers.js';

export type Run = WorkflowHandleWithFirstExecutionRunId<() => Promise<FineTuneResult>>;

/** Works on a task queue while `body` lasts. */
export async function withWorker<T>(
  server: TestServer,
  queue: string,
  activities: Activities,
  body: () => Promise<T>,
): Promise<T> {
  const worker = await Worker.create({
    connection: server.connection,
    taskQueue: queue,
    workflowBundle: server.bundle,
    activities,
    ...heartbeatsSoon,
  });
  return worker.runUntil(body);
}

export type RunType = 'fineTune' | 'deploy';

const runId = (id: string): string => `fine-tune-${id}`;

/** Starts a run with any JSON, as another SDK or the Temporal UI would. */
export function startRun(
  server: TestServer,
  queue: string,
  request: unknown,
  type: RunType = workflowTypes.fineTune,
  id = queue,
): Promise<Run> {
  return server.client.workflow.start(type, {
    taskQueue: queue,
    workflowId: runId(id),
    args: [request],
  }) as Promise<Run>;
}

/** One run with activities of its own; it has ended, one way or another, when `body` has. */
export async function withRun<T>(
  server: TestServer,
  { activities, request, type }: { activities: Activities; request: unknown; type?: RunType },
  body: (run: Run) => Promise<T>,
): Promise<T> {
  const { served } = server;
  const id = randomUUID();
  return served.whileServed(runId(id), activities, async () => {
    const run = await startRun(server, served.taskQueue, request, type, id);
    // One that went on would have its timers fire in the time that another test skips.
    return body(run).finally(() => run.terminate().catch(() => undefined));
  });
}

export const statusOf = (run: Run): Promise<RunStatus> => run.query<RunStatus>(messageNames.status);

/** Sends any JSON as the update `decide`. */
export const decide = (run: Run, decision: unknown): Promise<DecisionRecord> =>
  run.executeUpdate<DecisionRecord, [unknown]>(messageNames.decide, { args: [decision] });

export async function untilOpen(run: Run, gate: GateName): Promise<void> {
  // Not `expect.poll`, which refuses to be used in tests that run beside one another.
  await vi.waitFor(
    async () => expect((await statusOf(run)).gates.find((status) => status.gate === gate)?.state).toBe('open'),
    { timeout: 60_000 },
  );
}

/** How long a run took that has ended, by the server's clock. */
export async function millisecondsOf(run: Run): Promise<number> {
  const { startTime, closeTime } = await run.describe();
  return (closeTime?.getTime() ?? NaN) - startTime.getTime();
}

/** The failure with which a run ended. */
export async function failureOf(run: Run): Promise<ApplicationFailure> {
  const error: unknown = await run.result().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure) return error.cause;
  throw new Error('The run did not fail', { cause: error });
}

/** Why an update was refused. */
export async function refusalOf(update: Promise<unknown>): Promise<string> {
  const error: unknown = await update.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof WorkflowUpdateFailedError) return error.cause?.message ?? '';
  throw new Error('The update was not refused', { cause: error });
}
