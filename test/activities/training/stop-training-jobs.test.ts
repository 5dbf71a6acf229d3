import { removedIn } from '../../../src/workflows/kept.js';
import type { Removed } from '../../../src/contract/activities.js';
import { expect, test } from 'vitest';
import type { Tag } from '../../../src/plan/index.js';
import { trainingRequest } from '../../../src/plan/index.js';
import { jobEnded, noSuchJob, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, tagged, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource, secondAttempt } from '../../support/aws/plan.js';
import { attempt } from '../../support/aws/run-activity.js';

const plan = planOf();
const ownTags = trainingRequest(plan, { rung: 0, attempt: 1 }).Tags;

/** The states that each job shows one after the other; any other job does not exist. */
function jobs(states: Record<string, (string | Error)[]>, more: Answers = {}, tags: Tag[] = ownTags): FakeAws {
  return fakeAws({
    DescribeTrainingJob: ({ TrainingJobName }) => {
      const left = states[String(TrainingJobName)];
      const state = left === undefined ? noSuchJob() : left.length > 1 ? left.shift() : left[0];
      if (state instanceof Error) throw state;
      return { TrainingJobArn: 'arn:x', TrainingJobStatus: state };
    },
    ListTags: tagged(tags),
    StopTrainingJob: {},
    ...more,
  });
}

const stop = (fake: FakeAws): Promise<Removed> => attempt('stopTrainingJobs', { target: plan }, fake).result;

test('nothing happens where no job is', async () => {
  const fake = jobs({});
  expect([await stop(fake), fake.count('StopTrainingJob')]).toEqual([[], 0]);
});

test('a job in progress is stopped once and waited for until it has ended', async () => {
  const fake = jobs({ [resource]: ['InProgress', 'Stopping', 'Stopping', 'Stopped'] });
  expect([await stop(fake), fake.count('StopTrainingJob'), fake.count('DescribeTrainingJob')]).toEqual([
    [resource],
    1,
    5,
  ]);
});

test.each(['Completed', 'Failed', 'Stopped'])('a job that is %s is not stopped', async (status) => {
  const fake = jobs({ [resource]: [status] });
  await stop(fake);
  expect(fake.count('StopTrainingJob')).toBe(0);
});

test('a job that ends between look and stop is no error', async () => {
  const fake = jobs({ [resource]: ['InProgress', 'Completed'] }, { StopTrainingJob: throwing(jobEnded()) });
  expect(await stop(fake)).toEqual([resource]);
});

test('a job that a killed worker had asked for, and that is there only after the first look, is stopped', async () => {
  const fake = jobs({ [resource]: [noSuchJob(), 'InProgress', 'Stopped'] });
  expect(
    await attempt('stopTrainingJobs', { target: plan }, fake, { pollingIntervals: { absenceGracePeriod: 30 } }).result,
  ).toEqual([resource]);
});

test('that there is no job is believed once it has held', async () => {
  const [once, held] = [jobs({}), jobs({})];
  await stop(once);
  await attempt('stopTrainingJobs', { target: plan }, held, { pollingIntervals: { absenceGracePeriod: 30 } }).result;
  const looks = [once, held].map((fake) => fake.count('DescribeTrainingJob'));
  expect(looks[1]).toBeGreaterThan(looks[0] ?? NaN);
});

test('every attempt of the run is stopped', async () => {
  const fake = jobs({ [resource]: ['Failed'], [secondAttempt]: ['InProgress', 'Stopped'] });
  await stop(fake);
  expect(fake.calls.filter(({ operation }) => operation === 'StopTrainingJob').map(({ input }) => input)).toEqual([
    { TrainingJobName: secondAttempt },
  ]);
});

test("another run's job, or one whose tags are gone, is left alone, and is told of", async () => {
  const foreign = ownTags.map((tag) => (tag.Key === 'tunewright:run' ? { ...tag, Value: 'other' } : tag));
  const fake = jobs({ [resource]: ['InProgress'] }, {}, foreign);
  const told = { removed: [], kept: [expect.stringContaining(`training job ${resource} is kept`)] };
  expect([await stop(fake), fake.count('StopTrainingJob')]).toEqual([told, 0]);
});

test('throttling does not end the stop', async () => {
  const fake = jobs({ [resource]: [throttled(), 'InProgress', throttled(), 'Stopped'] });
  expect(await stop(fake)).toEqual([resource]);
});

test('the newest attempt is stopped first, however many have failed before it', async () => {
  const names = Array.from({ length: 60 }, (_, index) => (index === 0 ? resource : `${resource}-${index + 1}`));
  const newest = names.at(-1) ?? '';
  const states = Object.fromEntries(
    names.map((name) => [name, name === newest ? ['InProgress', 'Stopped'] : ['Failed']]),
  );
  let looksBeforeTheStop = 0;
  const fake: FakeAws = jobs(states, {
    StopTrainingJob: () => ((looksBeforeTheStop = fake.count('DescribeTrainingJob')), {}),
  });
  const stopped = await attempt('stopTrainingJobs', { target: plan, made: 60 }, fake).result;
  expect([looksBeforeTheStop, removedIn(stopped)]).toEqual([1, expect.objectContaining({ length: 60 })]);
});

test('the next attempt of the activity goes on where the last one was', async () => {
  const fake = jobs({ [resource]: ['Failed'] });
  const heartbeatDetails = { at: 1, direction: 'down', stopped: ['newer'] };
  const { result } = attempt('stopTrainingJobs', { target: plan, made: 60 }, fake, { info: { heartbeatDetails } });
  expect([await result, fake.count('DescribeTrainingJob')]).toEqual([['newer', resource], 1]);
});
