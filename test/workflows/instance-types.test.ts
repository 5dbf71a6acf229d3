import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import { resourceName } from '../../src/contract/names.js';
import type { Activities } from '../../src/contract/activities.js';
import type { FailureType } from '../../src/contract/failures.js';
import type { FakeActivities } from '../support/temporal/fake-activities.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { planOf, requestOf } from '../support/temporal/plan.js';
import { failureOf, millisecondsOf, statusOf, withRun } from '../support/temporal/runs.js';
import { takenTogether } from '../support/temporal/taken-together.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const minute = 60_000;
const types = ['ml.g5.xlarge', 'ml.p3.2xlarge'];

/** Jobs of which the first ones end with these failures. */
function jobsThatEnd(...ends: (FailureType | [FailureType, string])[]): FakeActivities & { rungs: number[] } {
  const well = fakeActivities().activities;
  const rungs: number[] = [];
  const fakes = fakeActivities({
    startTrainingJob: (input) => {
      rungs.push(input.rung);
      return well.startTrainingJob(input);
    },
    watchTrainingJob: (input) => {
      const end = ends.shift();
      if (end === undefined) return well.watchTrainingJob(input);
      const [type, message] = typeof end === 'string' ? [end, `job ${input.name}`] : end;
      return Promise.reject(failure(type, message, { details: [{ logTail: [], billableTimeInSeconds: 3_600 }] }));
    },
  });
  return { ...fakes, rungs };
}

test.each<FailureType>(['NoCapacity', 'QuotaExceeded', 'MaxWaitTimeExceeded'])(
  '%s moves the training job to the next instance type of the list under a new name',
  async (type) => {
    const { activities, rungs } = jobsThatEnd(type);
    const request = requestOf({ training: { instanceType: types }, deploy: false });
    await withRun(server, { activities, request }, async (run) => {
      const { trainingJob } = await run.result();
      expect(rungs).toEqual([0, 1]);
      expect(trainingJob.instanceType).toBe('ml.p3.2xlarge');
      expect(trainingJob.name).toMatch(/-2$/);
    });
  },
);

test('a run that trains again since an earlier life of it left a job behind says why in its notes', async () => {
  const { activities } = fakeActivities({
    startTrainingJob: ({ target }) => Promise.resolve({ name: resourceName(target.run, 3), attempt: 3 }),
  });
  await withRun(server, { activities, request: requestOf({ deploy: false }) }, async (run) => {
    await run.result();
    const { notes } = await statusOf(run);
    expect(notes).toEqual([
      expect.stringMatching(/^training job \S+ of an earlier life of this run ended badly.*-3 trains in its place$/),
      expect.stringMatching(/^training job \S+-2 of an earlier life of this run ended badly.*-3 trains in its place$/),
    ]);
  });
});

test('an exhausted ladder ends the run with the last failure, and says of every type what happened', async () => {
  const { activities, calls } = jobsThatEnd('NoCapacity', 'NoCapacity');
  const request = requestOf({ training: { instanceType: types, capacityWaitInSeconds: 0 } });
  await withRun(server, { activities, request }, async (run) => {
    expect((await failureOf(run)).type).toBe('NoCapacity');
    const { notes } = await statusOf(run);
    expect(notes.map((note) => types.find((type) => note.includes(type)))).toEqual(types);
    expect(undone(calls)).toEqual([]);
  });
});

test('the last instance type is tried again, ever more rarely, for as long as its wait', async () => {
  const { activities, rungs } = jobsThatEnd(...Array<FailureType>(20).fill('NoCapacity'));
  const request = requestOf({ training: { capacityWaitInSeconds: 1_800 } });
  await withRun(server, { activities, request }, async (run) => {
    expect((await failureOf(run)).type).toBe('NoCapacity');
    // Pauses of 1, 2, 4, 8 minutes; the next, of 15, would pass the 30.
    expect(rungs).toHaveLength(6 - 1);
    const took = await millisecondsOf(run);
    expect(took).toBeGreaterThanOrEqual(15 * minute);
    expect(took).toBeLessThan(30 * minute);
  });
});

test("SageMaker's own error is tried again on the same type, three jobs in all", async () => {
  const { activities, rungs } = jobsThatEnd(...Array<FailureType>(5).fill('TrainingInternalError'));
  const request = requestOf({ training: { instanceType: types } });
  await withRun(server, { activities, request }, async (run) => {
    expect((await failureOf(run)).type).toBe('TrainingInternalError');
    expect(rungs).toEqual([0, 0, 0]);
  });
});

test.each<FailureType>(['TrainingJobFailed', 'TrainingJobStopped', 'MaxRuntimeExceeded', 'AccessDenied'])(
  '%s ends the run at once: no other type mends it',
  async (type) => {
    const { activities, rungs } = jobsThatEnd(type);
    await withRun(server, { activities, request: requestOf({ training: { instanceType: types } }) }, async (run) => {
      expect((await failureOf(run)).type).toBe(type);
      expect(rungs).toEqual([0]);
    });
  },
);

test('a quota of zero instances is not waited for', async () => {
  const message = "The account-level service limit 'ml.g5.xlarge for training job usage' is 0 Instances, with …";
  const { activities, rungs } = jobsThatEnd(['QuotaExceeded', message]);
  await withRun(
    server,
    { activities, request: requestOf({ training: { capacityWaitInSeconds: 7_200 } }) },
    async (run) => {
      expect((await failureOf(run)).type).toBe('QuotaExceeded');
      expect(rungs).toEqual([0]);
      expect(await millisecondsOf(run)).toBeLessThan(minute);
    },
  );
});

test('a refused creation leaves no name unused: the next type takes the same one', async () => {
  const well = fakeActivities().activities;
  const attempts: number[] = [];
  const { activities } = fakeActivities({
    startTrainingJob: (input) => {
      attempts.push(input.attempt);
      return attempts.length === 1 ? Promise.reject(failure('QuotaExceeded', 'no more')) : well.startTrainingJob(input);
    },
  });
  const request = requestOf({ training: { instanceType: types }, deploy: false });
  await withRun(server, { activities, request }, async (run) => {
    await run.result();
    expect(attempts).toEqual([1, 1]);
  });
});

test('a type that the plan rules out is skipped, and noted', async () => {
  const { activities, rungs } = jobsThatEnd();
  const planRun: Activities['planRun'] = ({ resolution, run }) => {
    const plan = planOf(resolution.request ?? requestOf(), run);
    const [first, ...others] = plan.training.rungs;
    if (first === undefined) throw new Error('the plan has no rung');
    const ruledOut = 'the quota "ml.g5.xlarge for training job usage" is 0';
    return Promise.resolve({ ...plan, training: { ...plan.training, rungs: [{ ...first, ruledOut }, ...others] } });
  };
  const request = requestOf({ training: { instanceType: types }, deploy: false });
  const planned = { ...activities, planRun };
  await withRun(server, { activities: { ...planned, ...takenTogether(planned) }, request }, async (run) => {
    await run.result();
    expect(rungs).toEqual([1]);
    expect((await statusOf(run)).notes.join()).toContain('ml.g5.xlarge skipped: the quota');
  });
});

test('an endpoint without capacity is taken away with its config and model, and stands on the next type', async () => {
  const ends: (FailureType | undefined)[] = ['NoCapacity', undefined];
  const { activities, calls } = fakeActivities({
    watchEndpoint: () => {
      const end = ends.shift();
      return end === undefined ? Promise.resolve() : Promise.reject(failure(end, 'Unable to provision'));
    },
  });
  const request = requestOf({ endpoint: { instanceType: ['ml.g4dn.xlarge', 'ml.m5.xlarge'] } });
  await withRun(server, { activities, request }, async (run) => {
    const { endpoint } = await run.result();
    expect(endpoint).toMatchObject({
      instanceType: 'ml.m5.xlarge',
      configName: expect.stringMatching(/-2$/) as string,
    });
    expect(endpoint?.name).not.toMatch(/-2$/);
    expect(undone(calls)).toEqual(['deleteEndpoint', 'deleteEndpointConfig', 'deleteModel']);
    expect(calls.filter((name) => name === 'createEndpoint')).toHaveLength(2);
  });
});

test('every job of the ladder counts in what was spent', async () => {
  const { activities } = jobsThatEnd('NoCapacity');
  const request = requestOf({ training: { instanceType: types }, deploy: false });
  await withRun(server, { activities, request }, async (run) => {
    // Two jobs of an hour each at 3.825 USD.
    expect((await run.result()).spending).toEqual({ training: 7.65, endpoint: 0, notes: [] });
  });
});
