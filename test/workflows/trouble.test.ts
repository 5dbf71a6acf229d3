import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { FailureType } from '../../src/contract/failures.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { failureOf, statusOf, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();

const live = { name: 'reviews', region: 'us-east-1', configName: 'reviews-last-month', modelNames: ['last-month'] };
const update = requestOf({ endpoint: { name: 'reviews', update: {} } });
const refused = (): Promise<never> => Promise.reject(failure('AccessDenied', 'no'));

/** A failure that asks for the next attempt after six hours: a day of trouble in few attempts. */
const troubled = (type: FailureType): ApplicationFailure =>
  ApplicationFailure.create({ type, message: 'trouble', nextRetryDelay: '6 h' });

test.each<[FailureType, keyof Activities]>([
  ['ServiceUnavailable', 'createModel'],
  ['CredentialsUnusable', 'createEndpoint'],
  ['WrongAccount', 'createEndpointConfig'],
])('a day of %s at %s ends the run, which undoes what it made', async (type, step) => {
  const { activities, calls } = fakeActivities({ [step]: () => Promise.reject(troubled(type)) });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await failureOf(run)).type).toBe(type);
    expect(calls.filter((name) => name === step).length).toBeGreaterThan(1);
    expect(undone(calls)).toContain('deleteModel');
  });
});

test('half a day of trouble is ridden out', async () => {
  let attempts = 0;
  const well = fakeActivities().activities;
  const { activities } = fakeActivities({
    createModel: (input) =>
      ++attempts < 3 ? Promise.reject(troubled('CredentialsUnusable')) : well.createModel(input),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
  });
});

test('a lease that can not be given back is noted, with the time to live that is lost, and undoes nothing', async () => {
  const { activities, calls } = fakeActivities({ releaseEndpoint: refused });
  const request = requestOf({ endpoint: { name: 'reviews', timeToLiveInSeconds: 3_600 } });
  await withRun(server, { activities, request }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
    expect((await statusOf(run)).notes.join()).toContain('could not be given back: its time to live does not count');
    expect(undone(calls)).toEqual([]);
  });
});

test('a replaced config that can not be deleted is noted, and undoes nothing', async () => {
  const { activities } = fakeActivities({ describeLive: () => Promise.resolve(live), deleteReplaced: refused });
  await withRun(server, { activities, request: update }, async (run) => {
    expect((await run.result()).endpoint?.replaced).toBe('reviews-last-month');
    expect((await statusOf(run)).notes.join()).toContain('reviews-last-month could not be deleted; it costs nothing');
  });
});

test('a namespace without the search attributes is sent none', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await run.result()).outcome).toBe('done');
    const sent = ((await run.fetchHistory()).events ?? []).flatMap(
      ({ upsertWorkflowSearchAttributesEventAttributes }) =>
        Object.keys(upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields ?? {}),
    );
    // The SDK's own, for changes of the workflow's code.
    expect(sent.filter((name) => name !== 'TemporalChangeVersion')).toEqual([]);
  });
});
