import { describe, expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import { resourceName } from '../../src/contract/names.js';
import type { RunIdentity } from '../../src/contract/run/plan.js';
import type { LiveEndpoint } from '../../src/contract/run/results.js';
import { fakeActivities, undone } from '../support/temporal/fake-activities.js';
import { planOf, requestOf } from '../support/temporal/plan.js';
import { decide, failureOf, statusOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const live: LiveEndpoint = {
  name: 'reviews',
  region: 'us-east-1',
  configName: 'reviews-last-month',
  modelNames: ['reviews-last-month'],
  metrics: { 'validation:accuracy': 0.88 },
};
const request = requestOf({ endpoint: { name: 'reviews', update: {} } });

const withLive = (otherwise: Partial<Activities> = {}): ReturnType<typeof fakeActivities> =>
  fakeActivities({ describeLive: () => Promise.resolve(live), ...otherwise });

test('an endpoint that is there is moved to the new config, and its old config goes only after the smoke test', async () => {
  const { activities, calls } = withLive();
  await withRun(server, { activities, request }, async (run) => {
    const { endpoint } = await run.result();
    expect(endpoint).toMatchObject({ name: 'reviews', replaced: 'reviews-last-month' });
    // By which a sweep knows what the run may have to return to.
    expect((await statusOf(run)).replaced).toMatchObject({ configName: 'reviews-last-month' });
    expect(calls).not.toContain('createEndpoint');
    expect(calls.slice(calls.indexOf('updateEndpoint'))).toEqual([
      'updateEndpoint',
      'watchEndpoint',
      'smokeTestEndpoint',
      'deleteReplaced',
      'releaseEndpoint',
    ]);
  });
});

test('an endpoint to be updated that is not there is created', async () => {
  const { activities, calls } = fakeActivities();
  await withRun(server, { activities, request }, async (run) => {
    expect((await run.result()).endpoint).not.toHaveProperty('replaced');
    expect(calls).not.toContain('updateEndpoint');
    expect(calls).not.toContain('deleteReplaced');
  });
});

test('an update that fails its smoke test returns the endpoint to its last good config, and deletes only what is new', async () => {
  const { activities, calls } = withLive({
    smokeTestEndpoint: () =>
      Promise.resolve({ passed: false, predictions: [], slowestMilliseconds: 3, faults: ['no probabilities'] }),
  });
  await withRun(server, { activities, request }, async (run) => {
    expect((await failureOf(run)).type).toBe('SmokeTestFailed');
    expect(undone(calls)).toEqual(['restoreEndpoint', 'deleteEndpointConfig', 'deleteModel']);
    expect((await statusOf(run)).resources.find(({ kind }) => kind === 'endpoint')?.state).toBe('Restored');
  });
});

test('an endpoint whose update was refused is told as unchanged, not as restored', async () => {
  const { activities } = withLive({
    updateEndpoint: () => Promise.reject(failure('EndpointFailed', 'its config no longer exists')),
  });
  await withRun(server, { activities, request }, async (run) => {
    await failureOf(run);
    expect((await statusOf(run)).resources.find(({ kind }) => kind === 'endpoint')?.state).toBe('Unchanged');
  });
});

test('an update that AWS rolls back silently fails, and the new config and model go', async () => {
  const { activities, calls } = withLive({
    watchEndpoint: () => Promise.reject(failure('EndpointFailed', 'runs on config reviews-last-month')),
  });
  await withRun(server, { activities, request }, async (run) => {
    expect((await failureOf(run)).message).toContain('reviews-last-month');
    expect(undone(calls)).toEqual(['restoreEndpoint', 'deleteEndpointConfig', 'deleteModel']);
  });
});

test('the new config stays where the endpoint could not be returned to the old one', async () => {
  const { activities, calls } = withLive({
    watchEndpoint: () => Promise.reject(failure('EndpointFailed', 'no')),
    restoreEndpoint: () => Promise.reject(failure('RequestRefused', 'the endpoint is Failed')),
  });
  await withRun(server, { activities, request }, async (run) => {
    await failureOf(run);
    expect(undone(calls)).toEqual(['restoreEndpoint']);
    expect((await statusOf(run)).notes.join()).toContain(
      'it could not return to config reviews-last-month: the endpoint is Failed',
    );
  });
});

test('a rejected traffic gate returns the endpoint to its old config', async () => {
  const { activities, calls } = withLive();
  const gated = { ...request, gates: { deployment: 'auto', traffic: 'manual' } };
  await withRun(server, { activities, request: gated }, async (run) => {
    await untilOpen(run, 'traffic');
    expect(calls).not.toContain('deleteReplaced');
    const [, gate] = (await statusOf(run)).gates;
    const { report } = (await statusOf(run)).gates.find((status) => status.gate === 'traffic') ?? gate ?? {};
    expect(report).toMatchObject({ live: { configName: 'reviews-last-month' }, predictions: [{ predictedLabel: 1 }] });
    await decide(run, { gate: 'traffic', decision: 'reject', by: 'ana', reason: 'slower' });
    expect((await failureOf(run)).type).toBe('GateRejected');
    expect(undone(calls)).toEqual(['restoreEndpoint', 'deleteEndpointConfig', 'deleteModel']);
  });
});

/** Scores as `evaluateEndpoint` gives them: the live model's first, then the candidate's. */
function scored(...accuracies: number[]): ReturnType<typeof fakeActivities> {
  return withLive({ evaluateEndpoint: () => Promise.resolve({ rows: 200, accuracy: accuracies.shift() ?? NaN }) });
}

const better = requestOf({
  endpoint: { name: 'reviews', update: {} },
  evaluationData: 's3://reviews/held-out/',
  gates: { deployment: 'auto', traffic: 'better-than-live' },
});

test('a candidate that is better than the live model on the same rows stays without a human', async () => {
  const { activities, calls } = scored(0.88, 0.91);
  await withRun(server, { activities, request: better }, async (run) => {
    expect((await run.result()).decisions.traffic).toMatchObject({ decision: 'approve', by: 'rule' });
    expect(calls.filter((name) => name === 'evaluateEndpoint')).toHaveLength(2);
    expect(calls.indexOf('evaluateEndpoint')).toBeLessThan(calls.indexOf('updateEndpoint'));
  });
});

test.each([0.88, 0.5])(
  'a candidate that scores %d against 0.88 asks a human, who sees both scores',
  async (accuracy) => {
    const { activities } = scored(0.88, accuracy);
    await withRun(server, { activities, request: better }, async (run) => {
      await untilOpen(run, 'traffic');
      const gate = (await statusOf(run)).gates.find((status) => status.gate === 'traffic');
      expect(gate?.report?.scores).toEqual({ candidate: { rows: 200, accuracy }, live: { rows: 200, accuracy: 0.88 } });
      expect(gate?.because).toContain('not better than the live model');
      await decide(run, { decision: 'reject', by: 'ana' });
      expect((await failureOf(run)).type).toBe('GateRejected');
    });
  },
);

test('a first model has nothing to be better than', async () => {
  const { activities } = fakeActivities();
  await withRun(server, { activities, request: better }, async (run) => {
    expect((await run.result()).decisions.traffic).toMatchObject({ decision: 'approve', by: 'rule' });
  });
});

test('an update keeps the instances and the data capture that are live', async () => {
  const dataCapture = { EnableCapture: true, DestinationS3Uri: 's3://audit/' };
  const variants = [{ name: 'AllTraffic', instanceCount: 3 }];
  const asked: unknown[] = [];
  const { activities } = fakeActivities({
    describeLive: () => Promise.resolve({ ...live, variants, dataCapture }),
    planRun: async (input) => {
      const plan = await fakeActivities().activities.planRun(input);
      return { ...plan, hosting: { ...plan.hosting, keepsInstanceCount: true } };
    },
    createEndpointConfig: ({ target, attempt }) => {
      asked.push([target.hosting.instanceCount, target.hosting.dataCapture]);
      return Promise.resolve({ name: 'new', attempt });
    },
  });
  await withRun(server, { activities, request }, async (run) => {
    await run.result();
    expect(asked).toEqual([[3, dataCapture]]);
  });
});

test('a rejected model that stays live is said to serve, by name and reason, and is what the endpoint stands on', async () => {
  const released: unknown[] = [];
  const { activities } = withLive({
    smokeTestEndpoint: () =>
      Promise.resolve({ passed: false, predictions: [], slowestMilliseconds: 3, faults: ['no probabilities'] }),
    restoreEndpoint: () => Promise.reject(failure('RequestRefused', 'Could not find model reviews-last-month')),
    releaseEndpoint: ({ end }) => {
      released.push(end.live?.configName);
      return Promise.resolve();
    },
  });
  await withRun(server, { activities, request }, async (run) => {
    const { type, message } = await failureOf(run);
    const { notes, outcome, failure: told } = await statusOf(run);
    expect([type, outcome, told?.type]).toEqual(['EndpointFailed', 'failed', 'EndpointFailed']);
    expect(message).toMatch(/endpoint reviews .*Could not find model reviews-last-month.*no probabilities/s);
    expect(notes.join()).not.toContain('remove it by hand');
    expect(released).toEqual([expect.any(String)]);
  });
});

describe('an update that was reset, whose own config is live', () => {
  /** As its own second attempt left it, later scaled to five instances. */
  const withOwn = (
    lastGood: LiveEndpoint | null,
    otherwise: Partial<Activities> = {},
    model: { modelUri?: string } = {},
  ) => {
    const targets: { attempt: number; instanceCount: number }[] = [];
    let run: RunIdentity | undefined;
    const fakes = fakeActivities({
      planRun: (input) => {
        run = input.run;
        const plan = planOf(input.resolution.request ?? requestOf(), input.run);
        return Promise.resolve({ ...plan, hosting: { ...plan.hosting, keepsInstanceCount: true } });
      },
      leaseEndpoint: () => Promise.resolve({ lastGood }),
      describeLive: ({ name, region }) => {
        const own = resourceName(run ?? { workflowId: '', firstExecutionRunId: '' }, 2);
        const begunWith = { instanceType: planned.hosting.rungs[0]?.instanceType ?? '', instanceCount: 3, ...model };
        const variants = [{ name: 'AllTraffic', instanceCount: 5 }];
        return Promise.resolve({ name, region, configName: own, modelNames: [own], begunWith, variants });
      },
      createEndpointConfig: ({ target, attempt }) => {
        targets.push({ attempt, instanceCount: target.hosting.instanceCount });
        return Promise.resolve({ name: resourceName(target.run, attempt), attempt });
      },
      ...otherwise,
    });
    return { ...fakes, targets };
  };
  const planned = planOf(request, { workflowId: 'w', firstExecutionRunId: '0' });
  const trainedAs =
    (modelArtifact: string): Activities['watchTrainingJob'] =>
    ({ name }) =>
      Promise.resolve({ name, status: 'Completed', modelArtifact, metrics: {}, epochs: [] });
  const failing: Partial<Activities> = {
    smokeTestEndpoint: () =>
      Promise.resolve({ passed: false, predictions: [], slowestMilliseconds: 3, faults: ['no probabilities'] }),
  };

  test('goes on at the attempt that is live, with the instances that its config began with', async () => {
    const { activities, targets } = withOwn(live);
    await withRun(server, { activities, request }, async (run) => {
      await run.result();
      expect(targets).toEqual([{ attempt: 2, instanceCount: 3 }]);
    });
  });

  test('goes on at the attempt that is live where that serves the model which this life made too', async () => {
    const modelUri = 's3://models/this-life.tar.gz';
    const { activities, targets } = withOwn(live, { watchTrainingJob: trainedAs(modelUri) }, { modelUri });
    await withRun(server, { activities, request }, async (run) => {
      await run.result();
      expect(targets).toEqual([{ attempt: 2, instanceCount: 3 }]);
    });
  });

  test('moves to the next attempt where that serves another model, and says why', async () => {
    const { activities, targets } = withOwn(live, {}, { modelUri: 's3://models/earlier-life.tar.gz' });
    await withRun(server, { activities, request }, async (run) => {
      await run.result();
      expect(targets).toEqual([{ attempt: 3, instanceCount: 5 }]);
      expect((await statusOf(run)).notes.join()).toMatch(/serves what an earlier life of this run made/);
    });
  });

  test('returns to its own earlier config where that serves another model', async () => {
    const returned: string[] = [];
    const restoreEndpoint: Activities['restoreEndpoint'] = (input) =>
      Promise.resolve(void returned.push(input.live.configName.replace(/^.*-/, '')));
    const { activities } = withOwn(
      live,
      { ...failing, restoreEndpoint },
      { modelUri: 's3://models/earlier-life.tar.gz' },
    );
    await withRun(server, { activities, request }, async (run) => {
      await failureOf(run);
      expect(returned).toEqual(['2']);
    });
  });

  test('returns to the last good config of the endpoint, never to its own', async () => {
    const returned: string[] = [];
    const { activities } = withOwn(live, {
      ...failing,
      restoreEndpoint: (input) => Promise.resolve(void returned.push(input.live.configName)),
    });
    await withRun(server, { activities, request }, async (run) => {
      await failureOf(run);
      expect(returned).toEqual(['reviews-last-month']);
    });
  });

  test('says that its model serves where nobody knows what was live before, and deletes neither config nor model', async () => {
    const { activities, calls } = withOwn(null, { ...failing, deleteEndpoint: () => Promise.resolve([]) });
    await withRun(server, { activities, request }, async (run) => {
      const { type, message } = await failureOf(run);
      expect(type).toBe('EndpointFailed');
      expect(message).toContain('it could not return to what it had');
      expect(undone(calls)).toEqual(['deleteEndpoint']);
    });
  });
});
