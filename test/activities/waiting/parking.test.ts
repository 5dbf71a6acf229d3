import type { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { createActivities } from '../../../src/activities/index.js';
import { searchAttributeNames } from '../../../src/contract/search-attributes.js';
import { attempt, failureOf, quickIntervals } from '../../support/aws/run-activity.js';
import type { Attempt, AttemptOptions } from '../../support/aws/run-activity.js';
import { awsError, noSuchJob } from '../../support/aws/errors.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource } from '../../support/aws/plan.js';
import { completed, fakeJob, training } from '../../support/aws/training-wait.js';

/** As if as many waited as a process holds. */
const crowded: AttemptOptions = { heldWaits: 0, pollingIntervals: { parked: 200_000, parkedUnwatched: 100_000 } };

const wait = (
  fake: FakeAws,
  more: { parks?: true; woken?: true } = {},
  options: AttemptOptions = crowded,
): Attempt<'watchTrainingJob'>['result'] =>
  attempt('watchTrainingJob', { target: planOf(), name: resource, ...more }, fake, options).result;

test('one wait too many ends its attempt at once, for a long pause', async () => {
  const fake = fakeJob(training);
  const failed = await failureOf(wait(fake, { parks: true }));
  expect({ type: failed.type, describes: fake.count('DescribeTrainingJob') }).toEqual({ type: 'NotYet', describes: 0 });
  expect(Number(failed.nextRetryDelay)).toBeGreaterThanOrEqual(80_000);
});

test('a wait that was woken looks before it is parked again', async () => {
  const fake = fakeJob(training);
  const { type, message } = await failureOf(wait(fake, { parks: true, woken: true }));
  expect({ type, describes: fake.count('DescribeTrainingJob') }).toEqual({ type: 'NotYet', describes: 1 });
  expect(message).toContain('InProgress');
});

test('a parked wait has nothing listed: its job may be far down, among those of thousands', async () => {
  const fake = fakeJob(training);
  await failureOf(wait(fake, { parks: true }));
  await failureOf(wait(fake, { parks: true, woken: true }));
  expect(fake.count('ListTrainingJobs')).toBe(0);
});

test('a later attempt looks too, whoever woke it', async () => {
  const fake = fakeJob(completed);
  const { status } = await wait(fake, { parks: true }, { ...crowded, info: { attempt: 2 } });
  expect(status).toBe('Completed');
});

test('the wait of a run that nobody can wake is held', async () => {
  expect((await wait(fakeJob(completed))).status).toBe('Completed');
});

test.each([
  ['that AWS goes on refusing to show', awsError('AccessDeniedException', 'not authorized'), 'AccessDenied'],
  ['that does not exist', noSuchJob(), 'RequestRefused'],
])('a parked wait for a job %s ends like one that is held', async (_, error, type) => {
  const options = { ...crowded, pollingIntervals: { ...crowded.pollingIntervals, absenceGracePeriod: 20 } };
  const held = await failureOf(wait(fakeJob(throwing(error)), {}, options));
  const parked = await failureOf(wait(fakeJob(throwing(error)), { parks: true, woken: true }, options));
  expect([held.type, parked.type]).toEqual([type, type]);
});

/** Parks so many waits, in a Temporal whose watcher is as described, or without one. @returns how often it was told of them, and ended, and the last one's pause */
async function parkBeside(
  description: object | null,
  count: number,
  rateShare = 1,
): Promise<{ signals: number; ends: number; pause: number }> {
  let [signals, ends, pause] = [0, 0, 0];
  const handle = { describe: () => Promise.resolve(description), terminate: () => Promise.resolve(ends++) };
  const workflow = { signalWithStart: () => Promise.resolve((signals++, handle)) };
  const activities = createActivities({
    ...{
      aws: fakeJob(training).aws,
      temporal: { workflow } as unknown as Client,
      webhooks: {},
      heldWaits: 0,
      rateShare,
    },
    pollingIntervals: { ...quickIntervals, parked: 3_600_000, watcherBelieved: 60_000, watcherRefresh: 20_000 },
    registeredSearchAttributes: () => Promise.resolve(description === null ? [] : [...searchAttributeNames]),
  });
  for (let parked = 0; parked < count; parked++) {
    const input = { target: planOf(), name: `job-${parked}`, parks: true } as const;
    const failed = await failureOf(new MockActivityEnvironment().run(() => activities.watchTrainingJob(input)));
    pause = Number(failed.nextRetryDelay);
  }
  return { signals, ends, pause };
}

test('where there can be no watcher, parked waits look the more rarely the more of them there are', async () => {
  const [one, many] = [await parkBeside(null, 1), await parkBeside(null, 200)];
  expect(one.pause).toBeLessThan(2_000);
  expect(many.pause).toBeGreaterThanOrEqual(80_000);
});

test('where there can be no watcher, parked waits of a worker with a share of the rates look the more rarely the smaller that is', async () => {
  const { pause } = await parkBeside(null, 100, 0.25);
  expect(pause).toBeGreaterThanOrEqual(160_000);
});

test('a watcher that lists nothing is told of those that are parked now and then, and not by each of them', async () => {
  expect((await parkBeside({ taskQueue: 'test', startTime: new Date(), raw: {} }, 20)).signals).toBe(1);
});

test.each([
  { whose: 'of a task queue that nobody polls any more', taskQueue: 'former', state: 1, age: 600_000, ends: 1 },
  { whose: 'that has just begun on another task queue', taskQueue: 'former', state: 1, age: 10_000, ends: 0 },
  { whose: 'that goes on on another task queue', taskQueue: 'former', state: 2, age: 600_000, ends: 0 },
  { whose: 'of this task queue', taskQueue: 'test', state: 1, age: 600_000, ends: 0 },
])('a watcher $whose is ended $ends times', async ({ taskQueue, state, age, ends }) => {
  const description = { taskQueue, startTime: new Date(Date.now() - age), raw: { pendingActivities: [{ state }] } };
  expect((await parkBeside(description, 1)).ends).toBe(ends);
});
