import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { decide, failureOf, statusOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const artifact = 's3://models/reviews/output/model.tar.gz';
const type = 'deploy';
const model = requestOf().model;

test('a deployment trains nothing and puts the given artifact behind the endpoint', async () => {
  const data: unknown[] = [];
  const well = fakeActivities().activities;
  const { activities, calls } = fakeActivities({
    createModel: (input) => {
      data.push(input.modelData);
      return well.createModel(input);
    },
  });
  const request = { model, artifact, gates: { deployment: 'auto' } };
  await withRun(server, { activities, request, type }, async (run) => {
    expect(await run.result()).toMatchObject({ outcome: 'done', endpoint: { status: 'InService' } });
    expect(calls).not.toContain('startTrainingJob');
    expect(data).toEqual([{ tarball: artifact }]);
  });
});

test('a deployment asks at its gate before there is an endpoint that costs something', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: { model, artifact }, type }, async (run) => {
    await untilOpen(run, 'deployment');
    expect(calls).not.toContain('createModel');
    await decide(run, { decision: 'approve', by: 'ana' });
    expect((await run.result()).decisions).toMatchObject({ deployment: { by: 'ana' } });
  });
});

test('a deployment that fails takes back what it made', async () => {
  const { activities, calls } = fakeActivities({
    watchEndpoint: () => Promise.reject(failure('EndpointFailed', 'the container did not answer')),
  });
  const request = { model, artifact, gates: { deployment: 'auto' } };
  await withRun(server, { activities, request, type }, async (run) => {
    expect((await failureOf(run)).type).toBe('EndpointFailed');
    expect(undone(calls)).toEqual(['deleteEndpoint', 'deleteEndpointConfig', 'deleteModel']);
    expect(calls.at(-1)).toBe('releaseEndpoint');
  });
});

test.each([null, 7, 'x', [], {}])(
  'a deployment that is started with %j fails as InvalidRequest and not as a stuck task',
  async (request) => {
    const { activities } = fakeActivities({
      resolveDeployment: () => Promise.reject(failure('InvalidRequest', 'model: is missing')),
    });
    await withRun(server, { activities, request, type }, async (run) => {
      expect((await failureOf(run)).type).toBe('InvalidRequest');
    });
  },
);

test('the lease is held from before the endpoint is touched, and given back with what is live and for how long', async () => {
  const ends: unknown[] = [];
  const { activities, calls } = fakeActivities({
    releaseEndpoint: ({ end }) => Promise.resolve(void ends.push(end)),
  });
  const request = {
    model,
    artifact,
    gates: { deployment: 'auto' },
    endpoint: { name: 'reviews', timeToLiveInSeconds: 3_600 },
  };
  await withRun(server, { activities, request, type }, async (run) => {
    const { endpoint } = await run.result();
    expect(calls.indexOf('leaseEndpoint')).toBeLessThan(calls.indexOf('createModel'));
    expect(ends).toEqual([
      {
        run: run.workflowId,
        execution: run.firstExecutionRunId,
        live: {
          name: 'reviews',
          region: 'us-east-1',
          configName: endpoint?.configName,
          modelNames: [endpoint?.modelName],
        },
        timeToLiveInSeconds: 3_600,
      },
    ]);
    expect(Date.parse(endpoint?.expiresAt ?? '')).not.toBeNaN();
  });
});

test('a lease that its last step could not give back is given back by a step of its own', async () => {
  let asked = 0;
  const { activities, calls } = fakeActivities({
    releaseEndpoint: () => (++asked === 1 ? Promise.reject(failure('ServiceUnavailable', 'lost')) : Promise.resolve()),
  });
  const request = { model, artifact, gates: { deployment: 'auto' } };
  await withRun(server, { activities, request, type }, async (run) => {
    expect(await run.result()).toMatchObject({ outcome: 'done' });
    expect(calls.slice(-3)).toEqual(['smokeTestEndpoint', 'releaseEndpoint', 'releaseEndpoint']);
  });
});

test.each([
  ['somebody is asked after the test', { gates: { deployment: 'auto', traffic: 'manual' } }],
  ['a live endpoint was moved', { ...{ gates: { deployment: 'auto' } }, endpoint: { name: 'reviews', update: {} } }],
])('the lease outlasts the test where %s', async (_name, request) => {
  const given: unknown[] = [];
  const steps = fakeActivities({
    describeLive: () =>
      Promise.resolve({ name: 'reviews', region: 'us-east-1', configName: 'last', modelNames: ['last'] }),
  });
  const activities = {
    ...steps.activities,
    watchAndTestEndpoint: (input: Parameters<typeof steps.activities.watchAndTestEndpoint>[0]) => {
      given.push(input.release);
      return steps.activities.watchAndTestEndpoint(input);
    },
  };
  await withRun(server, { activities, request: { model, artifact, ...request }, type }, async (run) => {
    if ('traffic' in request.gates) {
      await untilOpen(run, 'traffic');
      await decide(run, { decision: 'approve', by: 'ana' });
    }
    expect(await run.result()).toMatchObject({ outcome: 'done' });
    expect(given).toEqual([undefined]);
    expect(steps.calls.at(-1)).toBe('releaseEndpoint');
  });
});

test('a new endpoint is leased by the step that makes it', async () => {
  const leases: unknown[] = [];
  const steps = fakeActivities();
  const activities = {
    ...steps.activities,
    createHosting: (input: Parameters<typeof steps.activities.createHosting>[0]) => {
      leases.push(input.lease);
      return steps.activities.createHosting(input);
    },
  };
  const request = { model, artifact, gates: { deployment: 'auto' } };
  await withRun(server, { activities, request, type }, async (run) => {
    const { endpoint } = await run.result();
    const key = { name: endpoint?.name, region: 'us-east-1', account: '123456789012' };
    expect(leases).toEqual([{ key, run: run.workflowId, execution: run.firstExecutionRunId }]);
    const { events = [] } = await run.fetchHistory();
    const names = events?.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);
    expect(names).not.toContain('leaseEndpoint');
  });
});

test('a deployment that waits for its lease can be cancelled, and no longer waits then', async () => {
  const { activities, calls } = fakeActivities({ leaseEndpoint: () => Promise.reject(failure('NotYet', 'held')) });
  const request = { model, artifact, gates: { deployment: 'auto' } };
  await withRun(server, { activities, request, type }, async (run) => {
    await expect.poll(() => calls).toContain('leaseEndpoint');
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
    expect(calls.at(-1)).toBe('releaseEndpoint');
    expect((await statusOf(run)).outcome).toBe('cancelled');
  });
});

test.each([
  ['createModel', []],
  ['createEndpointConfig', ['deleteModel']],
  ['createEndpoint', ['deleteEndpointConfig', 'deleteModel']],
] as const)('what %s finds taken by another is not undone', async (activity, undoes) => {
  const { activities, calls } = fakeActivities({ [activity]: () => Promise.reject(failure('NameTaken', 'another')) });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await failureOf(run)).type).toBe('NameTaken');
    expect(undone(calls)).toEqual(undoes);
  });
});

test('a training job whose name is taken by another is not stopped', async () => {
  const { activities, calls } = fakeActivities({
    startTrainingJob: () => Promise.reject(failure('NameTaken', 'another')),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    expect((await failureOf(run)).type).toBe('NameTaken');
    expect(undone(calls)).toEqual([]);
  });
});
