import { expect, test } from 'vitest';
import type { Preflight } from '../../../src/client/index.js';
import { InvalidInputError } from '../../../src/client/index.js';
import { refuseClaimedName } from '../../../src/client/start/claimed-name.js';
import { startRun } from '../../../src/client/start/start-run.js';
import { planOf, region } from '../../support/aws/plan.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';

const model = { id: planOf().model.id };
const fineTune: Preflight<'fineTune'> = {
  kind: 'fineTune',
  plan: planOf(),
  request: { model, data: 's3://reviews/train/' },
  uploads: [],
};
const deploy: Preflight<'deploy'> = {
  kind: 'deploy',
  plan: { ...planOf(), modelData: { tarball: 's3://models/model.tar.gz' } },
  request: { model },
  uploads: [],
};

test.each([fineTune, deploy])('a run of the kind $kind is started with its request alone', async (looked) => {
  const temporal = new FakeTemporal();
  await startRun<typeof looked.kind>({ client: temporal.client, taskQueue: 'models' }, looked, { run: 'nightly' });
  expect(temporal.asked).toMatchObject([{ kind: 'start', name: looked.kind, args: [looked.request] }]);
});

test('the id of a run that nobody named tells its kind', async () => {
  const access = { client: new FakeTemporal().client, taskQueue: 'models' };
  expect(await startRun(access, fineTune)).toMatch(/^fine-tune-[0-9a-f]{12}$/);
  expect(await startRun(access, deploy)).toMatch(/^deploy-[0-9a-f]{12}$/);
});

test('a second start under the id of a run that is still going is refused', async () => {
  const access = { client: new FakeTemporal().client, taskQueue: 'models' };
  await startRun(access, deploy, { run: 'nightly' });
  await expect(startRun(access, deploy, { run: 'nightly' })).rejects.toBeInstanceOf(InvalidInputError);
});

const kept = (status: object) => ({ 'tunewright-endpoint:reviews': { status: { ...keptBy, ...status } } });
const keptBy = { name: 'reviews', region, account: planOf().account, holder: 'weekly', holderExecution: 'first' };
const namedReviews = (more = {}) => {
  const { hosting, ...rest } = planOf();
  return { ...rest, hosting: { ...hosting, endpointName: 'reviews', ...more } };
};

test.each([
  ['goes on', { state: 'RUNNING' }, true],
  ['is paused', { state: 'PAUSED' }, true],
  ['was terminated', { state: 'TERMINATED' }, false],
  [
    'has ended, and was started again under its id',
    { state: 'RUNNING', firstRunId: 'again', executions: { first: { state: 'FAILED' } } },
    false,
  ],
])('the name of an endpoint that a run has claimed which %s', async (_what, weekly, refused) => {
  const { client } = new FakeTemporal({ ...kept({}), weekly });
  const looked = refuseClaimedName(client, namedReviews());
  await (refused ? expect(looked).rejects.toThrow('claimed by run weekly') : expect(looked).resolves.toBeUndefined());
});

test.each([{}, { update: {} }])('a name that a run has claimed in other case is refused (%j)', async (endpoint) => {
  const { client } = new FakeTemporal({ ...kept({ name: 'Reviews' }), weekly: {} });
  await expect(refuseClaimedName(client, namedReviews(endpoint))).rejects.toThrow('claimed as "Reviews" by run weekly');
});

test('what a workflow said that has ended keeps no name', async () => {
  const { 'tunewright-endpoint:reviews': keeper } = kept({ name: 'Reviews' });
  const { client } = new FakeTemporal({
    'tunewright-endpoint:reviews': { ...keeper, state: 'TERMINATED' },
    weekly: {},
  });
  await expect(refuseClaimedName(client, namedReviews())).resolves.toBeUndefined();
});
