import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { requestOf } from '../support/temporal/plan.js';
import { failureOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const request = requestOf({ endpoint: { name: 'reviews' }, gates: { training: 'manual' } });

const taken: Activities['leaseEndpoint'] = () =>
  Promise.reject(failure('NameTaken', 'endpoint "reviews" is claimed by run weekly'));

test('the name of a new endpoint is claimed before anybody is asked for the money of the training', async () => {
  const claims: unknown[] = [];
  const { activities, calls } = fakeActivities({
    leaseEndpoint: ({ key, claim }) => {
      claims.push([key.name, claim]);
      return Promise.resolve({ lastGood: null });
    },
  });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'training');
    expect(claims).toEqual([['reviews', true]]);
    expect(calls).not.toContain('startTrainingJob');
  });
});

test.each([
  ['fineTune', request],
  ['deploy', { model: requestOf().model, endpoint: { name: 'reviews' } }],
] as const)('a %s whose name another run has claimed ends before it costs anything', async (type, asked) => {
  const { activities, calls } = fakeActivities({ leaseEndpoint: taken });
  await withRun(server, { activities, request: asked, type }, async (run) => {
    expect((await failureOf(run)).type).toBe('NameTaken');
    expect(calls).not.toContain('startTrainingJob');
    expect(calls).not.toContain('createModel');
  });
});

test('a run that is cancelled at its first gate gives the name free', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'training');
    await run.cancel();
    await expect(run.result()).rejects.toThrow();
    expect(calls.at(-1)).toBe('releaseEndpoint');
  });
});

test.each([
  ['moves an endpoint that is there', { endpoint: { name: 'reviews', update: {} } }],
  ['gives its endpoint no name', {}],
  ['deploys nothing', { deploy: false }],
])('a run that %s claims nothing', async (_what, more) => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request: requestOf({ ...more, gates: { training: 'manual' } }) }, async (run) => {
    await untilOpen(run, 'training');
    expect(calls).not.toContain('leaseEndpoint');
  });
});
