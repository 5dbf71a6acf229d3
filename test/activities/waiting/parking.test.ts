import { expect, test } from 'vitest';
import { attempt, failureOf } from '../../support/aws/run-activity.js';
import type { Attempt, AttemptOptions } from '../../support/aws/run-activity.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
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

test('a later attempt looks too, whoever woke it', async () => {
  const fake = fakeJob(completed);
  const { status } = await wait(fake, { parks: true }, { ...crowded, info: { attempt: 2 } });
  expect(status).toBe('Completed');
});

test('the wait of a run that nobody can wake is held', async () => {
  expect((await wait(fakeJob(completed))).status).toBe('Completed');
});
