import { Worker } from '@temporalio/worker';
import type { ReplayWorkerOptions, WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTracing } from '../../src/temporal/tracing/tracing.js';
import { bundleWorkflows } from '../../src/worker/bundle.js';
import { workflowCode } from '../support/temporal/workflow-code.js';
import { decoded, readHistory, recordedPaths } from '../support/temporal/histories.js';
import type { RecordedHistory } from '../support/temporal/histories.js';
import { quietRuntime } from '../support/temporal/quiet-runtime.js';

let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  quietRuntime();
  workflowBundle = await workflowCode();
});

/** One worker for all of them: what each came to, by its path. */
async function replayed(
  change: (recorded: RecordedHistory) => void,
  options: ReplayWorkerOptions = { workflowBundle },
): Promise<Map<string, unknown>> {
  const histories = recordedPaths.map((path) => {
    const recorded = readHistory(path);
    change(recorded);
    const history = decoded(recorded);
    const runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId;
    return { path, runId, workflowId: recorded.workflowId, history };
  });
  // Several are of one workflow id.
  const pathOf = new Map(histories.map(({ path, runId }) => [runId, path]));
  const results = new Map<string, unknown>();
  for await (const { runId, error } of Worker.runReplayHistories(options, histories))
    results.set(pathOf.get(runId) ?? '', error ?? 'replayed');
  return results;
}

let asRecorded: Map<string, unknown>;
let withAnother: Map<string, unknown>;
let traced: Map<string, unknown>;
let endTracing: () => Promise<void>;
afterAll(() => endTracing?.());
beforeAll(async () => {
  asRecorded = await replayed(() => undefined);
  traced = await replayed(() => undefined, await tracedWorkflows());
  withAnother = await replayed(({ history }) => {
    const scheduled = history.events.findLast((event) => event.activityTaskScheduledEventAttributes);
    if (scheduled?.activityTaskScheduledEventAttributes === undefined) throw new Error('no activity in this history');
    scheduled.activityTaskScheduledEventAttributes.activityType.name = 'deleteEverything';
  });
});

/** As a worker with TUNEWRIGHT_TRACING has them. */
async function tracedWorkflows(): Promise<ReplayWorkerOptions> {
  const { plugin, end } = await startTracing('replay', () => undefined);
  endTracing = end;
  const bundle = await bundleWorkflows({ plugins: [plugin] });
  expect(bundle.code).toContain('@temporalio/interceptor-workflow');
  return { workflowBundle: bundle, plugins: [plugin] };
}

test('there is a recorded history for every way in which a run ends', () => {
  expect(recordedPaths).toEqual([
    'approved-by-signal',
    'better-than-live',
    'cancelled-while-training',
    'capacity-waited-for',
    'config-refused',
    'deadline',
    'deploy-failed-compensated',
    'deployed',
    'deployed-under-a-claimed-name',
    'done',
    'endpoint-deleted-by-hand',
    'endpoint-expired',
    'endpoint-tagged-and-expired',
    'leased-with-creation',
    'listed-at-every-gate',
    'live-for-a-day',
    'looked-again-at-the-gate',
    'looked-beside-the-gate',
    'moved-from-an-earlier-life',
    'name-claimed',
    'name-claimed-by-another',
    'plan-refused',
    'rejected',
    'reminded-and-escalated',
    'second-instance-type',
    'signal-without-a-name',
    'steps-together',
    'steps-together-at-a-gate',
    'swept-in-parts',
    'swept-without-region',
    'tested-with-wait',
    'traffic-rejected',
    'trained-only',
    'training-failed',
    'update-restored',
    'updated',
    'watched-until-nobody-waits',
    'woken-while-training',
  ]);
});

test.each(recordedPaths)('a run that was recorded as %s goes on under the workflow of today', (path) => {
  expect(asRecorded.get(path)).toBe('replayed');
});

test.each(recordedPaths)('a run that was recorded as %s goes on where tracing has been turned on since', (path) => {
  expect(traced.get(path)).toBe('replayed');
});

test.each(recordedPaths)('a recorded history holds nothing of the machine that recorded it: %s', (path) => {
  expect(JSON.stringify(readHistory(path))).not.toMatch(/node_modules|file:\/\/|stackTrace|"identity"/);
});

test.each(recordedPaths)(
  '%s with an activity that the workflow does not call is refused as not deterministic',
  (path) => {
    expect(withAnother.get(path)).toBeInstanceOf(DeterminismViolationError);
  },
);

test('a history whose activities come in another order is refused as not deterministic', async () => {
  const recorded = readHistory('done');
  const named = recorded.history.events.flatMap((event) => event.activityTaskScheduledEventAttributes ?? []);
  const [model, config] = ['createModel', 'createEndpointConfig'].map((name) =>
    named.find(({ activityType }) => activityType.name === name),
  );
  if (model === undefined || config === undefined) throw new Error('the run deployed nothing');
  [model.activityType, config.activityType] = [config.activityType, model.activityType];
  const replay = Worker.runReplayHistory({ workflowBundle }, decoded(recorded), recorded.workflowId);
  await expect(replay).rejects.toThrow(DeterminismViolationError);
});
