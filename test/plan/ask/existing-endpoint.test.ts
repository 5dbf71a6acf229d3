import { describe, expect, test } from 'vitest';
import { endpointNameProblems, liveFleet } from '../../../src/plan/ask/existing-endpoint.js';
import type { EndpointOwner } from '../../../src/plan/ask/planning-services.js';
import type { KeptName } from '../../../src/plan/ask/kept-name.js';
import type { PlanningServices } from '../../../src/plan/index.js';
import type { EndpointOptions } from '../../../src/contract/run/requests.js';
import { servicesOf } from '../support.js';

const run = { workflowId: 'nightly', firstExecutionRunId: '0000000000' };
const own: EndpointOwner = {
  run: 'nightly',
  execution: '0000000000',
  configName: 'nightly-0000000000-2',
};
const owned = (owner: EndpointOwner | null): PlanningServices =>
  servicesOf({ endpointOwner: () => Promise.resolve(owner) });
const place = { region: 'us-east-1', account: '123456789012' };
const problems = (services: PlanningServices, endpoint = {}) =>
  endpointNameProblems({ name: 'reviews', ...endpoint }, place, { run, services });

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

/** As the workflow of the endpoint says, which another run has claimed. */
const kept: KeptName = { name: 'reviews', ...place, holder: 'weekly', live: null };
const live = { name: 'reviews', region: place.region, configName: 'config-1', modelNames: ['model-1'] };

test.each<[string, Partial<KeptName> | null, EndpointOptions, string | null]>([
  ['another run that goes on has the name', {}, {}, 'claimed by run weekly'],
  ['another run changes what an update waits for', {}, { update: {} }, null],
  ['the run itself has the name', { holder: 'nightly' }, {}, null],
  ['nobody has the name', { holder: null }, {}, null],
  ['no workflow keeps the name', null, {}, null],
  ['another run has the name in other case', { name: 'Reviews' }, {}, 'claimed as "Reviews" by run weekly'],
  ['an update meets it in other case', { name: 'Reviews' }, { update: {} }, 'claimed as "Reviews" by run weekly'],
  ['it is live in other case', { name: 'Reviews', holder: null, live }, { update: {} }, 'exists already as "Reviews"'],
  ['it is nobody’s any more in other case', { name: 'Reviews', holder: null }, {}, null],
  ['it is live in another region', { region: 'eu-west-1', holder: null, live }, { update: {} }, 'in eu-west-1 of'],
  ['it is claimed in another account', { account: '999999999999' }, {}, 'of account 999999999999'],
])(
  'where %s before the endpoint is there, it is refused before anything is trained or not: %j %j: %s',
  async (_what, more, endpoint, told) => {
    const keptName = (): Promise<KeptName | null> => Promise.resolve(more === null ? null : { ...kept, ...more });
    const found = await endpointNameProblems({ name: 'reviews', ...endpoint }, place, {
      run,
      services: owned(null),
      keptName,
    });
    expect(found.map(({ message }) => message)).toEqual(told === null ? [] : [expect.stringContaining(told)]);
  },
);

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
  expect(await endpointNameProblems({}, place, { run, services })).toEqual([]);
});
