import { Context } from '@temporalio/activity';
import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import { runRecord } from '../../src/client/runs/run-record.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf, resolutionOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import { failureOf, withRun } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

/** The server counts the upserts of search attributes too. */
const server = devServer();
const request = requestOf();
const well = fakeActivities().activities;

async function eventsOf(run: Run): Promise<NonNullable<Awaited<ReturnType<Run['fetchHistory']>>['events']>> {
  return (await run.fetchHistory()).events ?? [];
}

const scheduled = async (run: Run): Promise<unknown[]> =>
  (await eventsOf(run)).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);

test('a run with its endpoint, found by all its search attributes, costs at most 60 events', async () => {
  const { activities } = fakeActivities({
    resolveArtifacts: () => Promise.resolve({ ...resolutionOf(request), searchAttributes: [...searchAttributeNames] }),
  });
  await withRun(server, { activities, request }, async (run) => {
    expect((await run.result()).endpoint).not.toBeNull();
    expect((await eventsOf(run)).length).toBeLessThanOrEqual(60);
  });
});

test('steps whose record is read, that last or that cost money, stay activities of their own', async () => {
  await withRun(server, { activities: well, request }, async (run) => {
    await run.result();
    expect(await scheduled(run)).toEqual([
      ...['planRun', 'startTrainingJob', 'watchTrainingJob'],
      ...['createEndpoint', 'watchEndpoint', 'smokeTestEndpoint'],
    ]);
  });
});

test('whoever reads the record of a run finds the quick steps in their place', async () => {
  await withRun(server, { activities: well, request }, async (run) => {
    await run.result();
    const { steps } = runRecord(await run.fetchHistory());
    expect(steps.map(({ activity, state }) => `${activity} ${state}`)).toEqual(
      [
        ...['resolveArtifacts', 'checkData', 'planRun', 'startTrainingJob', 'watchTrainingJob', 'leaseEndpoint'],
        ...['createModel', 'createEndpointConfig', 'createEndpoint', 'watchEndpoint', 'smokeTestEndpoint'],
        'releaseEndpoint',
      ].map((activity) => `${activity} done`),
    );
    expect(steps.find(({ activity }) => activity === 'createModel')?.text).toBe('Create the model');
  });
});

test('a quick step that fails in passing is done again as an activity', async () => {
  let tries = 0;
  const { activities } = fakeActivities({
    createModel: (input) =>
      ++tries === 1 ? Promise.reject(failure('ServiceUnavailable', 'no answer')) : well.createModel(input),
  });
  await withRun(server, { activities, request }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
    expect({ tries, scheduled: (await scheduled(run)).includes('createModel') }).toEqual({ tries: 2, scheduled: true });
  });
});

test('a quick step that is refused for good is not asked for again', async () => {
  let tries = 0;
  const { activities } = fakeActivities({
    createModel: () => {
      tries++;
      return Promise.reject(failure('NameTaken', 'model x is of another run'));
    },
  });
  await withRun(server, { activities, request }, async (run) => {
    const { type } = await failureOf(run);
    expect({ type, tries }).toEqual({ type: 'NameTaken', tries: 1 });
  });
});

test('a quick step that takes its time goes on as an activity', async () => {
  let tries = 0;
  const { activities } = fakeActivities({
    checkData: (input) => (++tries === 1 ? Context.current().cancelled : well.checkData(input)),
  });
  await withRun(server, { activities, request }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
    expect(await scheduled(run)).toContain('checkData');
  });
});
