import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { FailureType } from '../../src/contract/failures.js';
import type { ActivityName } from '../support/temporal/fake-activities.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { failureOf, statusOf, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();

const failing = (step: ActivityName, type: FailureType): Partial<Activities> => ({
  [step]: () => Promise.reject(failure(type, `${step} went wrong`)),
});

const hosting: ActivityName[] = ['deleteEndpoint', 'deleteEndpointConfig', 'deleteModel'];

test.each<[ActivityName, FailureType, ActivityName[]]>([
  ['checkData', 'AccessDenied', []],
  ['startTrainingJob', 'QuotaExceeded', ['stopTrainingJobs']],
  ['watchTrainingJob', 'AccessDenied', ['stopTrainingJobs']],
  ['leaseEndpoint', 'LeaseRefused', []],
  ['createModel', 'RequestRefused', ['deleteModel']],
  ['createEndpointConfig', 'RequestRefused', ['deleteEndpointConfig', 'deleteModel']],
  ['createEndpoint', 'AccessDenied', hosting],
  ['watchEndpoint', 'EndpointFailed', hosting],
  ['smokeTestEndpoint', 'AccessDenied', hosting],
])('a failure of %s (%s) undoes what was begun, newest first', async (step, type, expected) => {
  const { activities, calls } = fakeActivities(failing(step, type));
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { type: ended, message } = await failureOf(run);
    expect({ type: ended, message, undone: undone(calls) }).toEqual({
      type,
      message: expect.stringContaining(`${step} went wrong`) as string,
      undone: expected,
    });
  });
});

test.each<FailureType>(['TrainingJobFailed', 'TrainingJobStopped', 'MaxRuntimeExceeded'])(
  'a training job that has ended by itself (%s) needs no stop',
  async (type) => {
    const { activities, calls } = fakeActivities(failing('watchTrainingJob', type));
    await withRun(server, { activities, request: requestOf() }, async (run) => {
      expect((await failureOf(run)).type).toBe(type);
      expect(undone(calls)).toEqual([]);
    });
  },
);

test.each<[ActivityName, boolean]>([
  ['checkData', false],
  ['watchTrainingJob', false],
  ['leaseEndpoint', true],
  ['watchEndpoint', true],
])('a run that fails in %s says how to deploy what it trained, if it trained: %s', async (step, trained) => {
  const { activities } = fakeActivities(failing(step, 'AccessDenied'));
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { message } = await failureOf(run);
    const kept = /s3:\/\/\S+\/model\.tar\.gz\).*tunewright deploy --from (\S+)$/.exec(message);
    expect(kept?.[1]).toBe(trained ? run.workflowId : undefined);
    expect((await statusOf(run)).failure?.message).toBe(message);
  });
});

test('a run that is cancelled after its training notes how to deploy what it trained', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: requestOf({ gates: { deployment: 'manual' } }) }, async (run) => {
    await expect.poll(async () => (await statusOf(run)).phase).toBe('approve');
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
    expect((await statusOf(run)).notes).toContainEqual(expect.stringContaining(`deploy --from ${run.workflowId}`));
  });
});

test('an endpoint that fails its smoke test is taken back', async () => {
  const { activities, calls } = fakeActivities({
    smokeTestEndpoint: () =>
      Promise.resolve({ passed: false, predictions: [], slowestMilliseconds: 3, faults: ['no probabilities'] }),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { type, message } = await failureOf(run);
    expect(type).toBe('SmokeTestFailed');
    expect(message).toContain('no probabilities');
    expect(undone(calls)).toEqual(hosting);
    expect((await statusOf(run)).smokeTest?.passed).toBe(false);
  });
});

test("what costs money and is left, since it is another's by its tags, is noted, and is not shown as gone", async () => {
  const kept = 'it is kept';
  const { activities } = fakeActivities({
    ...failing('watchEndpoint', 'EndpointFailed'),
    deleteEndpoint: () => Promise.resolve({ removed: [], kept: [kept] }),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await failureOf(run);
    const { notes, resources } = await statusOf(run);
    expect(notes).toContain(kept);
    expect(resources.map(({ kind, state }) => `${kind}: ${state}`)).toContain('endpoint: Kept');
  });
});

test("a training job that is left, since it is another's by its tags, is noted, and is not shown as stopped", async () => {
  const kept = 'it is kept';
  const { activities } = fakeActivities({
    ...failing('watchTrainingJob', 'WaitTimedOut'),
    stopTrainingJobs: () => Promise.resolve({ removed: [], kept: [kept] }),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await failureOf(run);
    const { notes, resources } = await statusOf(run);
    expect(notes).toContain(kept);
    expect(resources.map(({ kind, state }) => `${kind}: ${state}`)).toEqual(['training job: Kept']);
  });
});

test('what an endpoint uses stays when the endpoint could not be removed, and all of it is named', async () => {
  const { activities, calls } = fakeActivities({
    ...failing('watchEndpoint', 'EndpointFailed'),
    ...failing('deleteEndpoint', 'AccessDenied'),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await failureOf(run)).type).toBe('EndpointFailed');
    expect(undone(calls)).toEqual(['deleteEndpoint']);
    const { notes, resources } = await statusOf(run);
    expect(
      notes
        .filter((note) => note.startsWith('could not be removed'))
        .map((note) => /: (endpoint config|[a-z]+) .*\((.+)\);/.exec(note)?.slice(1)),
    ).toEqual([
      ['endpoint', 'deleteEndpoint went wrong'],
      ['endpoint config', 'it is still in use'],
      ['model', 'it is still in use'],
    ]);
    expect(resources.map(({ kind, state }) => `${kind}: ${state}`)).toEqual([
      'training job: Completed',
      'model: Created',
      'endpoint config: Created',
      'endpoint: Creating',
    ]);
  });
});

test('a compensation is tried again while AWS is unavailable', async () => {
  let attempts = 0;
  const { activities } = fakeActivities({
    ...failing('watchEndpoint', 'EndpointFailed'),
    deleteEndpoint: () =>
      ++attempts < 50 ? Promise.reject(failure('ServiceUnavailable', 'throttled')) : Promise.resolve(['x']),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await failureOf(run)).type).toBe('EndpointFailed');
    const { notes } = await statusOf(run);
    expect({ attempts, notes: notes.filter((note) => note.startsWith('could not')) }).toEqual({
      attempts: 50,
      notes: [],
    });
  });
});

test('a run that ends well undoes nothing', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await run.result();
    expect(undone(calls)).toEqual([]);
  });
});
