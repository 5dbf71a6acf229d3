import { expect, test } from 'vitest';
import { createActivities, defaultPollingIntervals } from '../../src/activities/index.js';
import type { Services } from '../../src/activities/index.js';
import { Aws } from '../../src/aws/index.js';
import type { Activities } from '../../src/contract/activities.js';
import type { Problem } from '../../src/contract/problems.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { failureOf, statusOf, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();

/** The real checks; AWS is not asked about a request that is none. */
const real = createActivities({
  aws: new Aws(),
  registeredSearchAttributes: () => Promise.resolve([]),
  temporal: {} as Services['temporal'],
  webhooks: {},
  pollingIntervals: defaultPollingIntervals,
});

const realChecks: Partial<Activities> = {
  resolveArtifacts: (input) => real.resolveArtifacts(input),
  planRun: (input) => real.planRun(input),
};

test.each<[string, unknown, string[]]>([
  ['nothing at all', undefined, ['request']],
  ['null', null, ['request']],
  ['a text', 'tensorflow-tc-bert', ['request']],
  ['a list', [{ model: { id: 'm' } }], ['request']],
  ['a model of null', { model: null }, ['model']],
  [
    'four faults at once',
    { model: { id: 7 }, data: '/home/ana/reviews', gates: { deployment: 'maybe' }, epochs: 5 },
    ['model.id', 'data', 'gates.deployment', 'request'],
  ],
])(
  'a raw start with %s fails as InvalidRequest with all problems, and starts nothing',
  async (_what, request, fields) => {
    const { activities, calls } = fakeActivities(realChecks);
    await withRun(server, { activities, request }, async (run) => {
      const { type, message, details } = await failureOf(run);
      const [problems] = details as [Problem[]];
      expect(type).toBe('InvalidRequest');
      expect(problems.map(({ field }) => field).sort()).toEqual(fields.sort());
      expect(message).toBe(problems.map((problem) => `${problem.field}: ${problem.message}`).join('\n'));
      expect(calls).toEqual(['resolveArtifacts', 'planRun']);
    });
  },
);

test('a run with an invalid request says so in its status', async () => {
  const { activities } = fakeActivities(realChecks);
  await withRun(server, { activities, request: { model: {} } }, async (run) => {
    await failureOf(run);
    const { outcome, phase, failure } = await statusOf(run);
    expect({ outcome, phase, type: failure?.type }).toEqual({
      outcome: 'failed',
      phase: 'plan',
      type: 'InvalidRequest',
    });
    expect(failure?.message).toContain('model.id: is missing');
  });
});
