import { expect, test } from 'vitest';
import { failure, notYet } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import { endpointMessages } from '../../src/contract/endpoint-workflow.js';
import type { FailureType } from '../../src/contract/failures.js';
import { messageNames } from '../../src/contract/messages.js';
import { resourceName } from '../../src/contract/names.js';
import type { FineTuneRequest, GateName } from '../../src/contract/run/requests.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { watcherSignal, watcherWorkflowId } from '../../src/contract/watcher.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { recordedPaths, writeHistory } from '../support/temporal/histories.js';
import { planOf, requestOf, resolutionOf } from '../support/temporal/plan.js';
import type { Run, RunType } from '../support/temporal/runs.js';
import { decide, startRun, statusOf, untilOpen, withWorker } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

/** Run by scripts/record-histories.mjs, never as part of the tests. A history that is there is left alone: delete it to have it recorded anew. */
const server = timeSkippingServer();
const keyword = 2;

/** One path through a workflow: what goes otherwise than well, and what is done to the run. */
interface Path {
  type?: RunType;
  request?: Partial<FineTuneRequest>;
  otherwise?: Partial<Activities>;
  meanwhile?: (run: Run) => Promise<unknown>;
}

const training = async (run: Run): Promise<void> =>
  expect.poll(async () => (await statusOf(run)).resources[0]?.state).toBe('InProgress');

const gateNames = ['training', 'deployment', 'traffic'] as const;

const atTheGate =
  (decision: 'approve' | 'reject', gate: GateName = 'deployment') =>
  async (run: Run): Promise<void> => {
    await untilOpen(run, gate);
    await decide(run, { gate, decision, by: 'ana', reason: 'looked at the metrics' });
  };

const manual = { gates: { deployment: 'manual' } };
const live = { name: 'reviews', region: 'us-east-1', configName: 'last-month', modelNames: ['last-month'] };
const update = { endpoint: { name: 'reviews', update: {} } };
const day = 24 * 3_600;

/** Fails the first time it is called, and goes well after that. */
const firstFails = (type: FailureType): (() => Promise<void>) => {
  let failed = false;
  return () => {
    if (failed) return Promise.resolve();
    failed = true;
    return Promise.reject(failure(type, 'Unable to provision requested ML compute capacity'));
  };
};

const paths: Record<string, Path> = {
  done: { request: manual, meanwhile: atTheGate('approve') },
  rejected: { request: manual, meanwhile: atTheGate('reject') },
  deadline: { request: manual },
  'training-failed': {
    otherwise: { watchTrainingJob: () => Promise.reject(failure('TrainingJobFailed', 'AlgorithmError: no rows')) },
  },
  'cancelled-while-training': {
    otherwise: { watchTrainingJob: () => Promise.reject(notYet('training job: InProgress', 3_600_000)) },
    meanwhile: async (run) => {
      await training(run);
      await run.cancel();
    },
  },
  'deploy-failed-compensated': {
    otherwise: { watchEndpoint: () => Promise.reject(failure('EndpointFailed', 'the container did not answer')) },
  },
  'trained-only': { request: { deploy: false } },
  'woken-while-training': { otherwise: { watchTrainingJob: wokenOnce() } },
  'live-for-a-day': { request: { endpoint: { timeToLiveInSeconds: day } } },
  deployed: { type: 'deploy' },
  'second-instance-type': {
    request: { endpoint: { instanceType: ['ml.g4dn.xlarge', 'ml.m5.xlarge'] } },
    otherwise: { watchEndpoint: firstFails('NoCapacity') },
  },
  'capacity-waited-for': { otherwise: { watchEndpoint: firstFails('NoCapacity') } },
  updated: { request: update, otherwise: { describeLive: () => Promise.resolve(live) } },
  'update-restored': {
    request: update,
    otherwise: {
      describeLive: () => Promise.resolve(live),
      watchEndpoint: () => Promise.reject(failure('EndpointFailed', 'runs on config last-month')),
    },
  },
  'traffic-rejected': {
    request: { ...update, gates: { deployment: 'auto', traffic: 'manual' } },
    otherwise: { describeLive: () => Promise.resolve(live) },
    meanwhile: atTheGate('reject', 'traffic'),
  },
  'better-than-live': {
    request: {
      ...update,
      evaluationData: 's3://reviews/held-out/',
      gates: { deployment: 'auto', traffic: 'better-than-live' },
    },
    otherwise: { describeLive: () => Promise.resolve(live), evaluateEndpoint: risingScores() },
  },
  'reminded-and-escalated': {
    request: {
      gates: {
        deployment: {
          quorum: 2,
          deadlineInSeconds: 3 * day,
          notify: 'team',
          remindEveryInSeconds: day,
          escalateAfterInSeconds: 2.5 * day,
          escalateTo: 'leads',
        },
      },
    },
    meanwhile: atTheGate('approve'),
  },
  'name-claimed': { request: { endpoint: { name: 'reviews' } } },
  'name-claimed-by-another': {
    request: { endpoint: { name: 'reviews' } },
    otherwise: { leaseEndpoint: () => Promise.reject(failure('NameTaken', '"reviews" is claimed by run weekly')) },
  },
  'deployed-under-a-claimed-name': { type: 'deploy', request: { endpoint: { name: 'reviews' } } },
  'approved-by-signal': {
    request: manual,
    meanwhile: async (run) => {
      await untilOpen(run, 'deployment');
      await run.signal(messageNames.approve, { approvedBy: 'eve', comment: 'members that no decision has', reason: null });
    },
  },
  'listed-at-every-gate': {
    request: { gates: { training: 'manual', deployment: 'manual', traffic: 'manual' } },
    meanwhile: async (run) => {
      for (const gate of gateNames) await atTheGate('approve', gate)(run);
    },
  },
  'signal-without-a-name': {
    request: manual,
    meanwhile: async (run) => {
      await untilOpen(run, 'deployment');
      await run.signal(messageNames.approve);
      await run.signal('aprove', { by: 'ana' });
      await run.signal(messageNames.approve, { by: 'ana' });
    },
  },
  'leased-with-creation': { request: { endpoint: { name: 'reviews', timeToLiveInSeconds: day } } },
  'tested-with-wait': { request: { endpoint: { name: 'reviews', timeToLiveInSeconds: day } } },
  'steps-together': { request: { endpoint: { timeToLiveInSeconds: day } } },
  'steps-together-at-a-gate': { type: 'deploy', request: manual, meanwhile: atTheGate('approve') },
  'config-refused': {
    otherwise: { createEndpointConfig: () => Promise.reject(failure('RequestRefused', 'not on this instance type')) },
  },
  'plan-refused': { otherwise: { planRun: () => Promise.reject(failure('QuotaExceeded', 'quota 0')) } },
  'looked-beside-the-gate': {
    request: {
      ...update,
      gates: { deployment: { deadlineInSeconds: 2.5 * day, notify: 'team', remindEveryInSeconds: day } },
    },
    otherwise: { describeLive: secondLookFails() },
  },
  'looked-again-at-the-gate': {
    request: { ...update, gates: { deployment: { deadlineInSeconds: 2.5 * day, notify: 'team', remindEveryInSeconds: day } } },
    otherwise: { describeLive: () => Promise.resolve(live) },
  },
  'moved-from-an-earlier-life': { request: update, otherwise: servedByAnEarlierLife() },
};

/** The endpoint is on the run's own config, with another model. */
function servedByAnEarlierLife(): Partial<Activities> {
  let own = '';
  return {
    planRun: ({ run, resolution }) => {
      own = resourceName(run);
      return Promise.resolve(planOf(resolution.request ?? requestOf(), run));
    },
    describeLive: () =>
      Promise.resolve({
        ...live,
        configName: own,
        modelNames: [own],
        begunWith: { instanceType: 'ml.m5.xlarge', instanceCount: 1, modelUri: 's3://models/earlier-life.tar.gz' },
      }),
  };
}

function secondLookFails(): Activities['describeLive'] {
  let looks = 0;
  return () => (++looks === 2 ? Promise.reject(failure('AccessDenied', 'not authorized')) : Promise.resolve(live));
}

function wokenOnce(): Activities['watchTrainingJob'] {
  let asked = 0;
  return (input) =>
    ++asked === 1 ? Promise.resolve({ woken: true } as never) : fakeActivities().activities.watchTrainingJob(input);
}

function risingScores(): Activities['evaluateEndpoint'] {
  let accuracy = 0.8;
  return () => Promise.resolve({ rows: 200, accuracy: (accuracy += 0.05) });
}

const missing = Object.entries(paths).filter(([name]) => !recordedPaths.includes(name));

test.each(missing)('%s', async (name, { type, request: more = {}, otherwise = {}, meanwhile }) => {
  await registerSearchAttributes();
  const request = requestOf(more);
  const resolution = { ...resolutionOf(request), searchAttributes: [...searchAttributeNames] };
  const { activities } = fakeActivities({
    resolveArtifacts: () => Promise.resolve(resolution),
    resolveDeployment: () => Promise.resolve(resolution),
    ...otherwise,
  });
  await withWorker(server, name, activities, async () => {
    const run = await startRun(server, name, request, type);
    await meanwhile?.(run);
    await run.result().catch(() => undefined);
    await writeHistory(name, run);
  });
});

const endpointPaths: Record<string, Partial<Activities>> = {
  'endpoint-expired': { watchUntilGone: () => Promise.reject(notYet('still there', 30 * day * 1000)) },
  'endpoint-tagged-and-expired': { watchUntilGone: () => Promise.reject(notYet('still there', 30 * day * 1000)) },
  'endpoint-deleted-by-hand': { watchUntilGone: () => Promise.resolve() },
};
const missingEndpoints = Object.entries(endpointPaths).filter(([name]) => !recordedPaths.includes(name));

test.each(missingEndpoints)('%s', async (name, otherwise) => {
  const { activities } = fakeActivities(otherwise);
  await withWorker(server, name, activities, async () => {
    const place = { region: 'us-east-1', account: '123456789012' };
    const handle = await server.client.workflow.start(workflowTypes.endpoint, {
      taskQueue: name,
      workflowId: 'tunewright-endpoint:reviews',
      args: [{ name: 'reviews', ...place }],
    });
    await handle.executeUpdate(endpointMessages.lease, { args: [{ run: 'fine-tune-1', ...place }] });
    const end = { run: 'fine-tune-1', live, timeToLiveInSeconds: day };
    await handle.executeUpdate(endpointMessages.release, { args: [end] });
    await handle.result();
    await writeHistory(name, handle);
  });
});

const sweepPaths: Record<string, unknown> = {
  'swept-without-region': { delete: true },
  'swept-in-parts': { region: 'us-east-1', delete: true },
};
const missingSweeps = Object.entries(sweepPaths).filter(([name]) => !recordedPaths.includes(name));

test.each(missingSweeps)('%s', async (name, request) => {
  const leftover = { kind: 'model', name: 'old', state: '', run: 'fine-tune-1', because: 'run fine-tune-1 was terminated' } as const;
  const found = { region: 'us-east-1', account: '123456789012', examined: 1, leftovers: [leftover] };
  const next = { kind: 'model', createdAt: 1, names: ['old'], unwanted: [] } as const;
  const parts = [{ ...found, next: { ...next, names: ['old'], unwanted: [] } }];
  const { activities } = fakeActivities({
    findLeftovers: () => Promise.resolve((name === 'swept-in-parts' && parts.shift()) || { ...found, leftovers: [] }),
  });
  await withWorker(server, name, activities, async () => {
    const handle = await server.client.workflow.start(workflowTypes.sweep, {
      taskQueue: name,
      workflowId: 'tunewright-sweep-us-east-1',
      args: [request],
    });
    await handle.result().catch(() => undefined);
    await writeHistory(name, handle);
  });
});

const missingWatchers = ['watched-until-nobody-waits'].filter((name) => !recordedPaths.includes(name));

test.each(missingWatchers)('%s', async (name) => {
  let rounds = 0;
  const { activities } = fakeActivities({ wakeWaits: () => Promise.resolve({ waiting: ++rounds === 1 ? 1 : 0 }) });
  await withWorker(server, name, activities, async () => {
    const place = { region: 'us-east-1', account: '123456789012' };
    const handle = await server.client.workflow.start(workflowTypes.watcher, {
      ...{ taskQueue: name, workflowId: watcherWorkflowId(place), args: [place] },
    });
    await handle.signal(watcherSignal);
    await handle.result();
    await writeHistory(name, handle);
  });
});

/** The upserts are part of the history: a run under way has them. */
async function registerSearchAttributes(): Promise<void> {
  const { operatorService } = server.env.connection;
  const searchAttributes = Object.fromEntries(searchAttributeNames.map((name) => [name, keyword]));
  await operatorService.addSearchAttributes({ namespace: 'default', searchAttributes }).catch(() => undefined);
}
