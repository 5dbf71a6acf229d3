import { Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../../src/worker/bundle.js';
import { decoded, readHistory, recordedPaths } from '../support/temporal/histories.js';
import type { RecordedHistory } from '../support/temporal/histories.js';
import { quietRuntime } from '../support/temporal/quiet-runtime.js';

let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  quietRuntime();
  workflowBundle = await bundleWorkflows();
});

const replay = (recorded: RecordedHistory): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle }, decoded(recorded), recorded.workflowId);

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
    'listed-at-every-gate',
    'live-for-a-day',
    'looked-again-at-the-gate',
    'looked-beside-the-gate',
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
    'traffic-rejected',
    'trained-only',
    'training-failed',
    'update-restored',
    'updated',
    'watched-until-nobody-waits',
    'woken-while-training',
  ]);
});

test.each(recordedPaths)('a run that was recorded as %s goes on under the workflow of today', async (path) => {
  await expect(replay(readHistory(path))).resolves.toBeUndefined();
});

test.each(recordedPaths)('a recorded history holds nothing of the machine that recorded it: %s', (path) => {
  expect(JSON.stringify(readHistory(path))).not.toMatch(/node_modules|file:\/\/|stackTrace|"identity"/);
});

test.each(recordedPaths)(
  '%s with an activity that the workflow does not call is refused as not deterministic',
  async (path) => {
    const recorded = readHistory(path);
    const scheduled = recorded.history.events.findLast((event) => event.activityTaskScheduledEventAttributes);
    if (scheduled?.activityTaskScheduledEventAttributes === undefined) throw new Error('no activity in this history');
    scheduled.activityTaskScheduledEventAttributes.activityType.name = 'deleteEverything';
    await expect(replay(recorded)).rejects.toThrow(DeterminismViolationError);
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
  await expect(replay(recorded)).rejects.toThrow(DeterminismViolationError);
});
