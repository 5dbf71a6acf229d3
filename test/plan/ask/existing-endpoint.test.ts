import { describe, expect, test } from 'vitest';
import { endpointNameProblems, liveFleet } from '../../../src/plan/ask/existing-endpoint.js';
import type { EndpointOwner } from '../../../src/plan/ask/planning-services.js';
import type { PlanningServices } from '../../../src/plan/index.js';
import { servicesOf } from '../support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const own: EndpointOwner = {
  run: 'nightly',
  execution: '0000000000',
  configName: 'nightly-0000000000-2',
};
const owned = (owner: EndpointOwner | null): PlanningServices =>
  servicesOf({ endpointOwner: () => Promise.resolve(owner) });
const problems = (services: PlanningServices, endpoint = {}) =>
  endpointNameProblems({ name: 'reviews', ...endpoint }, 'us-east-1', { run, services });

test("a name that is another run's, or nobody's, is taken", async () => {
  const fields = (
    await Promise.all([problems(owned({ ...own, run: 'weekly' })), problems(owned({ configName: 'theirs' }))])
  ).flat();
  expect(fields.map(({ field }) => field)).toEqual(['endpoint.name', 'endpoint.name']);
});

test("the run's own endpoint may be there, as after a reset", async () => {
  expect(await problems(owned(own))).toEqual([]);
});

test("the run's own endpoint that an older version made is known by its config", async () => {
  const { run, configName } = own;
  expect(await problems(owned({ run: run!, configName }))).toEqual([]);
});

test.each([
  ['an earlier run of the same id', { ...own, execution: 'another', configName: 'nightly-another' }],
  ['an earlier run of the same id, made by an older version,', { run: 'nightly', configName: 'nightly-1111111111' }],
  ['the run itself, moved by another one since,', { ...own, configName: 'weekly-1111111111' }],
])('the live endpoint of %s is refused before anything is trained', async (_whose, owner) => {
  expect((await problems(owned(owner))).map(({ field }) => field)).toEqual(['endpoint.name']);
});

test.each([{}, { update: {} }])(
  'a name that is there in other case is refused, with that one (%j)',
  async (options) => {
    const services = servicesOf({ endpointTwin: () => Promise.resolve('Reviews') });
    const [problem] = await problems(services, options);
    expect(problem?.message).toContain('"reviews" exists already as "Reviews"');
  },
);

test('an update wants an endpoint there', async () => {
  expect(await problems(owned({ ...own, run: 'weekly' }), { update: {} })).toEqual([]);
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

test.each([
  ['another run that goes on has the name', 'weekly', ['endpoint.name']],
  ['the run itself has it', 'nightly', []],
  ['nobody has it', null, []],
])('where %s before the endpoint is there, the problems are of %s: %j', async (_what, holder, fields) => {
  const endpointHolder = (): Promise<string | null> => Promise.resolve(holder);
  const found = await endpointNameProblems({ name: 'reviews' }, 'us-east-1', {
    run,
    services: owned(null),
    endpointHolder,
  });
  expect(found.map(({ field }) => field)).toEqual(fields);
});

describe('the fleet that is live', () => {
  const fleet = { endpoint: 'reviews', variants: [] };
  const services = servicesOf({ fleet: (name) => Promise.resolve(name === undefined ? null : fleet) });
  const update = { name: 'reviews', update: {} };

  test('is looked at for an update that deploys', async () => {
    expect(await liveFleet({ endpoint: update }, 'us-east-1', { services })).toBe(fleet);
  });

  test.each([
    ['a new endpoint', { endpoint: { name: 'reviews' } }],
    ['a run that only trains', { endpoint: update, deploy: false }],
    ['an endpoint without a name', {}],
  ])('is no matter of %s', async (_what, request) => {
    expect(await liveFleet(request, 'us-east-1', { services })).toBeNull();
  });
});

test('an endpoint without a name of its own is asked about nowhere', async () => {
  const services = servicesOf({ endpointOwner: () => Promise.reject(new Error('asked')) });
  expect(await endpointNameProblems({}, 'us-east-1', { run, services })).toEqual([]);
});
