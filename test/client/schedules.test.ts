import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import type { ScheduleTimes } from '../../src/client/index.js';
import { InvalidInputError } from '../../src/client/index.js';
import type { Preflight } from '../../src/client/index.js';
import { Schedules } from '../../src/client/schedules/schedules.js';
import { scheduleWarnings } from '../../src/client/schedules/schedule-warnings.js';
import { planOf } from '../support/aws/plan.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { planOf as runPlanOf, requestOf } from '../support/temporal/plan.js';
import { withWorker } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';

const temporal = devServer();
const daily: ScheduleTimes = { cron: ['0 3 * * *'], timeZone: 'Europe/Berlin' };
const looked = (onlyIfDataChanged?: true): Preflight<'fineTune'> => ({
  kind: 'fineTune',
  plan: planOf(),
  request: {
    model: { id: planOf().model.id },
    data: 's3://reviews/train/',
    deploy: false,
    ...(onlyIfDataChanged && { onlyIfDataChanged }),
  },
  uploads: [],
});

function schedulesOn(taskQueue: string): Schedules {
  const { client } = temporal;
  return new Schedules({ client, taskQueue, address: 'here', namespace: 'default', close: () => Promise.resolve() });
}

describe('a schedule', () => {
  test('tells when it is due, in the words that it was made with', async () => {
    const id = randomUUID();
    const schedules = schedulesOn(id);
    await schedules.create(id, looked(), { ...daily, paused: true });
    const status = await schedules.get(id).status();
    expect(status).toMatchObject({
      times: '0 3 * * * Europe/Berlin',
      paused: true,
      catchUpInSeconds: 600,
      pauseOnFailure: true,
    });
    await expect.poll(() => ids(schedules)).toContain(id);
    await schedules.get(id).delete();
    await expect(schedules.get(id).status()).rejects.toThrow('does not exist');
  });

  test('has no note, and no empty one, where none was given', async () => {
    const id = randomUUID();
    const schedules = schedulesOn(id);
    await schedules.create(id, looked(), daily);
    expect((await schedules.get(id).status()).note).toBeNull();
    await schedules.get(id).delete();
  });

  test('needs an id', async () => {
    await expect(schedulesOn('q').create('', looked(), daily)).rejects.toThrow(/^schedule: must be the id/);
  });

  test.each([
    ['the wrong way round', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['still to come', '2026-01-01T00:00:00Z', '2126-01-01T00:00:00Z'],
    ['no times', 'soon', 'later'],
  ])('starts nothing for times that are %s', async (_what, start, end) => {
    const backfilled = schedulesOn('q').get('nightly').backfill(new Date(start), new Date(end));
    await expect(backfilled).rejects.toThrow(/^end: /);
  });

  test('is made once under an id', async () => {
    const id = randomUUID();
    const schedules = schedulesOn(id);
    await schedules.create(id, looked(), daily);
    await expect(schedules.create(id, looked(), daily)).rejects.toBeInstanceOf(InvalidInputError);
  });

  test.each<[string, ScheduleTimes]>([
    ['cron', { cron: ['99 3 * * *'] }],
    ['cron', { cron: '0 3 * * *' as unknown as string[] }],
    ['everySeconds', { everySeconds: 0 }],
    ['overlap', { ...daily, overlap: 'sideways' as 'skip' }],
    ['catchUpInSeconds', { ...daily, catchUpInSeconds: 0 }],
    ['timeZone', { cron: ['0 3 * * *'], timeZone: 'Mars/X' }],
    ['cron', {}],
  ])('of times that cannot be is refused by the name of %s', async (field, times) => {
    const made = schedulesOn('none').create(randomUUID(), looked(), times);
    await expect(made).rejects.toMatchObject({ problems: [{ field }] });
  });

  test('starts runs of its own ids, of which the second is skipped while the data is the same, and not once it has changed', async () => {
    const id = randomUUID();
    const schedules = schedulesOn(id);
    let etag = 'first';
    const { activities, calls } = fakeActivities({
      planRun: ({ resolution, run }) => {
        const plan = runPlanOf(resolution.request ?? requestOf(), run);
        const { deploy = true, onlyIfDataChanged = false } = resolution.request ?? {};
        return Promise.resolve({ ...plan, deploy, onlyIfDataChanged, dataset: { ...plan.dataset, etag } });
      },
    });
    await withWorker(temporal, id, activities, async () => {
      await schedules.create(id, looked(true), { ...daily, paused: true });
      const schedule = schedules.get(id);
      const outcomes: unknown[] = [];
      for (const now of ['first', 'first', 'second']) {
        etag = now;
        const before = (await schedule.status()).recent.length;
        await schedule.trigger();
        await expect.poll(async () => (await schedule.status()).recent.length).toBe(before + 1);
        const run = (await schedule.status()).recent.at(-1)?.run ?? '';
        const { outcome, unchangedSince } = (await temporal.client.workflow.getHandle(run).result()) as Record<
          string,
          string
        >;
        outcomes.push([run.startsWith(id), outcome, unchangedSince !== undefined]);
        // Temporal takes the end of a run into account a moment later.
        await expect.poll(async () => (await schedule.status()).running).toEqual([]);
      }
      expect(outcomes).toEqual([
        [true, 'done', false],
        [true, 'skipped', true],
        [true, 'done', false],
      ]);
    });
    expect(calls.filter((name) => name === 'startTrainingJob')).toHaveLength(2);
  });

  test('pauses after a run of it that failed, and tells why', async () => {
    const id = randomUUID();
    const schedules = schedulesOn(id);
    const { activities } = fakeActivities({
      resolveArtifacts: () => Promise.reject(ApplicationFailure.nonRetryable('no such model', 'InvalidRequest')),
    });
    await withWorker(temporal, id, activities, async () => {
      await schedules.create(id, looked(), { everySeconds: 1 });
      expect((await schedules.get(id).status()).timeZone).toBeNull();
      await expect
        .poll(() => schedules.get(id).status())
        .toMatchObject({ paused: true, note: expect.stringContaining('no such model') as string });
    });
    await schedules.get(id).delete();
  });
});

const ids = async (schedules: Schedules): Promise<string[]> => {
  const found: string[] = [];
  for await (const { schedule } of schedules.list()) found.push(schedule);
  return found;
};

describe('what a schedule may not be meant to do', () => {
  const day = [new Date('2026-11-01T03:00:00Z'), new Date('2026-11-02T03:00:00Z')];

  test('is to wait at a gate for longer than the time between two runs', () => {
    const { gates } = planOf();
    const plan = {
      ...planOf(),
      gates: { ...gates, deployment: { ...gates.deployment, rule: 'manual', deadlineInSeconds: 604_800 } },
    };
    const warnings = scheduleWarnings(plan, daily, day).join();
    expect(warnings).toContain('gate deployment waits for up to 604800 s, longer than the 86400 s');
  });

  test('is to make an endpoint with each run', () => {
    expect(scheduleWarnings(planOf(), daily, []).join()).toMatch(/each run makes an endpoint of its own/);
  });

  test('is nothing where it only trains', () => {
    const [asks, auto] = ['manual', 'auto'].map((rule) => ({ ...planOf().gates.training, rule }));
    if (asks === undefined || auto === undefined) throw new Error('there are two');
    const plan = { ...planOf(), deploy: false, gates: { training: auto, deployment: asks, traffic: asks } };
    expect(scheduleWarnings(plan, daily, day)).toEqual([]);
  });
});
