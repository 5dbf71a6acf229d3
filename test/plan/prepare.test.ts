import { describe, expect, test } from 'vitest';
import type { EndpointOptions } from '../../src/contract/requests.js';
import type { PlanningServices } from '../../src/plan/index.js';
import { decide, prepare, resolve } from '../../src/plan/index.js';
import { fixtureCatalog } from '../catalog/support.js';
import { bert } from './support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const role = 'arn:aws:iam::111122223333:role/R';

/** An account with an endpoint of somebody else's, `taken`. */
const services: PlanningServices = {
  region: () => Promise.resolve('us-east-1'),
  identity: () => Promise.resolve({ account: '111122223333', local: false }),
  catalog: (region) => fixtureCatalog(region),
  inspect: () => Promise.reject(new Error('a deployment has no data')),
  prices: () => Promise.resolve({}),
  endpointOwner: (name) => Promise.resolve(name === 'taken' ? 'weekly' : null),
};
const planning = { services, run };
const request = (endpoint: EndpointOptions) => ({ model: { id: bert }, role, endpoint });

describe('a deployment', () => {
  test('is resolved to a version, a region, an account and a role', async () => {
    expect((await resolve('deploy', request({}), planning)).resolution).toMatchObject({
      model: { id: bert, version: expect.stringMatching(/^\d/) as string },
      region: 'us-east-1',
      account: '111122223333',
      role,
      problems: [],
    });
  });

  test('is decided on from what was resolved, as in one go', async () => {
    const { resolution } = await resolve('deploy', request({}), planning);
    const decided = await decide('deploy', resolution, null, planning);
    expect(decided).toEqual(await prepare('deploy', request({}), planning));
    expect(decided.plan?.hosting.rungs).toHaveLength(1);
  });

  test('that is no request has problems and no plan', async () => {
    const decided = await prepare('deploy', { model: {} }, planning);
    expect(decided.plan).toBeNull();
    expect(decided.problems.map(({ field }) => field)).toEqual(['model.id']);
  });

  test('of an unknown model has problems and no plan', async () => {
    const decided = await prepare('deploy', { model: { id: 'nobody' }, role }, planning);
    expect(decided.plan).toBeNull();
    expect(decided.problems.map(({ field }) => field)).toEqual(['model.id']);
  });

  test('to a name that is taken is refused, and told of the update', async () => {
    const { problems } = await prepare('deploy', request({ name: 'taken' }), planning);
    expect(problems.map(({ field }) => field)).toEqual(['endpoint.name']);
    expect(problems[0]?.message).toContain('endpoint.update');
  });

  test('that moves an endpoint may find it there', async () => {
    const { problems } = await prepare('deploy', request({ name: 'taken', update: {} }), planning);
    expect(problems).toEqual([]);
  });
});
