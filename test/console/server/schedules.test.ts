import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ProblemDetails, ScheduleList, ScheduleView } from '../../../src/console/api/index.js';
import { TokenStore } from '../../../src/console/server/security/token-store.js';
import { runningConsole } from '../../support/console/running-console.js';

const console = runningConsole();
const change = (what: object, authorization?: string): Promise<Response> =>
  console.post('/api/v1/schedules/nightly/changes', what, authorization === undefined ? {} : { authorization });
const statusOf = (): Promise<ScheduleView> => console.json('/api/v1/schedules/nightly');

test('a schedule is listed, paused, resumed and started through the API, and keeps who did it', async () => {
  const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'manual' } } as const;
  await console.tunewright.schedule('nightly', 'deploy', request, { everySeconds: 86_400 });
  const listed = async (): Promise<ScheduleList> => console.json('/api/v1/schedules');
  await expect.poll(async () => (await listed()).schedules).toMatchObject([{ schedule: 'nightly', paused: false }]);

  expect((await change({ change: 'pause', note: 'holidays' })).status).toBe(201);
  expect(await statusOf()).toMatchObject({ paused: true, note: 'by ana: holidays', started: 0 });
  expect((await change({ change: 'resume' })).status).toBe(201);
  expect(await statusOf()).toMatchObject({ paused: false, note: 'by ana' });
  expect((await change({ change: 'trigger' })).status).toBe(201);
  await expect.poll(async () => (await statusOf()).recent).toHaveLength(1);
});

test('a schedule that is not there is a 404, and a change that there is not names those that there are', async () => {
  const missing = await console.post('/api/v1/schedules/weekly/changes', { change: 'pause' });
  expect([missing.status, ((await missing.json()) as ProblemDetails).detail]).toEqual([
    404,
    expect.stringContaining('"weekly" does not exist'),
  ]);
  const unknown = await change({ change: 'stop' });
  expect([unknown.status, JSON.stringify(await unknown.json())]).toEqual([422, expect.stringContaining('trigger')]);
});

test('who may only look on changes no schedule', async () => {
  const store = new TokenStore(console.tokensFile);
  const { token } = await store.create({ name: 'vera', role: 'viewer', expiresAt: null });
  expect((await change({ change: 'pause' }, `Bearer ${token}`)).status).toBe(403);
});

async function foreignSchedule(): Promise<string> {
  const scheduleId = randomUUID();
  const action = { type: 'startWorkflow', workflowType: 'payroll', taskQueue: 'elsewhere' } as const;
  await console.temporal().schedule.create({ scheduleId, spec: { cronExpressions: ['0 3 1 1 *'] }, action });
  return scheduleId;
}

test('a schedule that starts something else is not shown', async () => {
  expect((await console.ask(`/api/v1/schedules/${await foreignSchedule()}`)).status).toBe(404);
});

test('a schedule that starts something else is not paused', async () => {
  const id = await foreignSchedule();
  await console.post(`/api/v1/schedules/${id}/changes`, { change: 'pause' });
  expect((await console.tunewright.schedules.get(id).status()).paused).toBe(false);
});
