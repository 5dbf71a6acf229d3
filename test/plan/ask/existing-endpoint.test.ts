import { expect, test } from 'vitest';
import { endpointNameProblems } from '../../../src/plan/ask/existing-endpoint.js';
import type { PlanningServices } from '../../../src/plan/index.js';
import { servicesOf } from '../support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const owned = (owner: string | null): PlanningServices => servicesOf({ endpointOwner: () => Promise.resolve(owner) });
const problems = (services: PlanningServices, endpoint = {}) =>
  endpointNameProblems({ name: 'reviews', ...endpoint }, 'us-east-1', run, services);

test("a name that is another run's, or nobody's, is taken", async () => {
  const fields = (await Promise.all([problems(owned('weekly')), problems(owned(''))])).flat();
  expect(fields.map(({ field }) => field)).toEqual(['endpoint.name', 'endpoint.name']);
});

test("the run's own endpoint may be there, as after a reset", async () => {
  expect(await problems(owned('nightly'))).toEqual([]);
});

test('an update wants an endpoint there', async () => {
  expect(await problems(owned('weekly'), { update: {} })).toEqual([]);
});

test('a name is not looked for where nobody can be asked', async () => {
  expect(await problems(servicesOf())).toEqual([]);
});

test('an update that would be refused, or could not be taken back, is a problem before anything is trained', async () => {
  const services = servicesOf({ updateFault: () => Promise.resolve('"reviews" is Failed') });
  expect(await problems(services, { update: {} })).toEqual([
    { field: 'endpoint.update', message: '"reviews" is Failed' },
  ]);
});
