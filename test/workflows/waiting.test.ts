import { expect, test } from 'vitest';
import { notYet } from '../../src/activities/failures.js';
import type { Woken } from '../../src/contract/watcher.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { failureOf, millisecondsOf, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const hour = 3_600_000;

test('a training job of 100 hours costs a whole run at most 60 events, and no time of a waiting worker', async () => {
  const begin = await server.env.currentTimeMs();
  const well = fakeActivities().activities;
  const { activities } = fakeActivities({
    watchTrainingJob: async (input) => {
      const elapsed = (await server.env.currentTimeMs()) - begin;
      if (elapsed < 100 * hour) throw notYet(`training job ${input.name}: InProgress`, 4 * hour);
      return well.watchTrainingJob(input);
    },
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { outcome } = await run.result();
    const { events } = await run.fetchHistory();
    expect(outcome).toBe('done');
    expect(await millisecondsOf(run)).toBeGreaterThanOrEqual(100 * hour);
    expect((await server.env.currentTimeMs()) - begin).toBeGreaterThanOrEqual(100 * hour);
    expect(events?.length).toBeLessThanOrEqual(60);
  });
});

test('a training job of 100 hours costs a run that only trains at most 30 events', async () => {
  const begin = await server.env.currentTimeMs();
  const well = fakeActivities().activities;
  const { activities } = fakeActivities({
    watchTrainingJob: async (input) => {
      const elapsed = (await server.env.currentTimeMs()) - begin;
      if (elapsed < 100 * hour) throw notYet(`training job ${input.name}: InProgress`, hour);
      return well.watchTrainingJob(input);
    },
  });
  await withRun(server, { activities, request: requestOf({ deploy: false }) }, async (run) => {
    expect(await run.result()).toMatchObject({ outcome: 'done', endpoint: null, smokeTest: null });
    expect((await run.fetchHistory()).events?.length).toBeLessThanOrEqual(30);
  });
});

test('a run that is woken looks again, and waits on where that was in vain', async () => {
  const well = fakeActivities().activities;
  const asked: unknown[] = [];
  const { activities } = fakeActivities({
    watchTrainingJob: (input) => {
      const { parks, woken } = input;
      asked.push({ parks, woken });
      const answer: Woken = { woken: true };
      return asked.length < 3 ? Promise.resolve(answer as never) : well.watchTrainingJob(input);
    },
  });
  await withRun(server, { activities, request: requestOf({ deploy: false }) }, async (run) => {
    expect((await run.result()).trainingJob.status).toBe('Completed');
    expect(asked).toEqual([{ parks: true }, { parks: true, woken: true }, { parks: true, woken: true }]);
  });
});

test('a job that never ends is given up after its own limits, and stopped', async () => {
  const { activities, calls } = fakeActivities({
    watchTrainingJob: () => Promise.reject(notYet('training job x: InProgress', 24 * hour)),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { type } = await failureOf(run);
    expect({ type, last: calls.at(-1) }).toEqual({ type: 'WaitTimedOut', last: 'stopTrainingJobs' });
    // 28 days pending and 100 hours of runtime, less the last pause, which would reach beyond them.
    expect((await millisecondsOf(run)) / hour).toBeGreaterThan(28 * 24 + 100 - 24);
  });
});

test('an endpoint that stays Creating is given up after a day, and deleted', async () => {
  const { activities, calls } = fakeActivities({
    watchEndpoint: () => Promise.reject(notYet('endpoint x: Creating', hour)),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    const { type } = await failureOf(run);
    expect({ type, deleted: calls.includes('deleteEndpoint') }).toEqual({ type: 'WaitTimedOut', deleted: true });
    expect((await millisecondsOf(run)) / hour).toBeGreaterThanOrEqual(24);
  });
});
