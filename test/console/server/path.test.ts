import { expect, test } from 'vitest';
import type {
  EndpointList,
  EndpointView,
  Health,
  ModelList,
  PlanView,
  Predictions,
  RunList,
  RunView,
} from '../../../src/console/api/index.js';
import { runningConsole } from '../../support/console/running-console.js';

const console = runningConsole();
const model = { id: 'tensorflow-tc-local-use-lite-en' };

test('a program checks, plans, starts, approves, predicts and deletes through the API alone', async () => {
  const health = await console.json<Health>('/api/v1/health');
  expect(health).toMatchObject({ worker: true, standIn: true, user: { name: 'ana', role: 'approver' } });
  const models = await console.json<ModelList>('/api/v1/models');
  expect(models.suggested).toBe(model.id);

  const request = { model, data: 'sample', endpoint: { name: 'reviews', timeToLiveInSeconds: 3_600 } };
  const planned = (await (await console.post('/api/v1/plans', { type: 'fineTune', request })).json()) as PlanView;
  expect(planned).toMatchObject({ problems: [], plan: { model } });

  const started = await console.post('/api/v1/runs', { type: 'fineTune', request, run: 'first' });
  expect([started.status, await started.json()]).toEqual([201, { run: 'first' }]);
  const run = (): Promise<RunView> => console.json('/api/v1/runs/first');
  await expect.poll(async () => (await run()).gates[0]?.state, { timeout: 60_000 }).toBe('open');
  const [gate] = (await run()).gates;
  expect(gate).toMatchObject({ gate: 'deployment', mayDecide: true });
  await expect
    .poll(async () => (await console.json<RunList>('/api/v1/runs?phase=approve')).runs[0])
    .toMatchObject({ run: 'first', phase: 'approve', startedBy: 'ana', model: model.id });

  const decided = await console.post('/api/v1/runs/first/decisions', {
    gate: 'deployment',
    decision: 'approve',
    digest: gate?.digest,
    reason: 'good',
  });
  expect([decided.status, await decided.json()]).toMatchObject([201, { record: { by: 'ana', reason: 'good' } }]);
  await expect.poll(async () => (await run()).outcome, { timeout: 60_000 }).toBe('done');
  expect((await run()).endpoint).toEqual({ name: 'reviews', live: true });

  const texts = ['An absolute delight.', 'The soup was cold.'];
  const told = (await (await console.post('/api/v1/endpoints/reviews/predictions', { texts })).json()) as Predictions;
  expect(told.predictions.map(({ text }) => text)).toEqual(texts);
  const extended = await console.post('/api/v1/endpoints/reviews/extensions', { hours: 12 });
  expect(extended.status).toBe(201);
  expect((await console.json<EndpointList>('/api/v1/endpoints')).endpoints).toMatchObject([
    { name: 'reviews', run: 'first', usdPerHour: 0, keeper: true },
  ]);

  const again = { from: 'first', endpoint: { name: 'reviews', update: {} }, gates: { deployment: 'auto' } };
  const second = await console.post('/api/v1/runs', { type: 'deploy', run: 'second', request: again });
  expect(second.status).toBe(201);
  await expect
    .poll(async () => (await console.json<RunView>('/api/v1/runs/second')).outcome, { timeout: 60_000 })
    .toBe('done');
  const served = async (endpoint: string): Promise<string[]> =>
    (await console.json<RunList>(`/api/v1/runs?phase=done&endpoint=${endpoint}`)).runs.map(({ run: id }) => id);
  await expect.poll(() => served('reviews'), { timeout: 20_000 }).toEqual(['second', 'first']);
  expect(await served('others')).toEqual([]);
  expect(await console.json<EndpointView>('/api/v1/endpoints/reviews')).toMatchObject({ run: 'second' });

  const deleted = await console.ask('/api/v1/endpoints/reviews', { method: 'DELETE' });
  expect(deleted.status).toBe(202);
  await expect
    .poll(async () => (await console.json<EndpointList>('/api/v1/endpoints')).endpoints, { timeout: 60_000 })
    .toEqual([]);
});

test('a start that is sent twice starts once, also once the first has ended', async () => {
  const request = { model, data: 'sample', deploy: false, hyperparameters: { epochs: 1 } };
  const start = (): Promise<Response> => console.post('/api/v1/runs', { type: 'fineTune', request, run: 'twice' });
  const statuses = (await Promise.all([start(), start()])).map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 409]);
  const answer = await start();
  expect([answer.status, await answer.json()]).toMatchObject([409, { problems: [{ field: 'run' }] }]);
  await console.post('/api/v1/runs/twice/cancel', {});
  const running = async (): Promise<boolean> => (await console.json<RunView>('/api/v1/runs/twice')).running;
  await expect.poll(running, { timeout: 60_000 }).toBe(false);
  const { startedAt } = await console.json<RunView>('/api/v1/runs/twice');
  expect((await start()).status).toBe(409);
  expect((await console.json<RunView>('/api/v1/runs/twice')).startedAt).toBe(startedAt);
});
