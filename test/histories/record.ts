import { expect, test } from 'vitest';
import { failure, notYet } from '../../src/activities/failures.js';
import type { Activities } from '../../src/contract/activities.js';
import type { GateRule } from '../../src/contract/requests.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { writeHistory } from '../support/temporal/histories.js';
import { requestOf, resolutionOf } from '../support/temporal/plan.js';
import type { Run } from '../support/temporal/runs.js';
import { decide, startRun, statusOf, untilOpen, withWorker } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

/** Run by scripts/record-histories.mjs, never as part of the tests. */
const server = timeSkippingServer();
const keyword = 2;

/** One path through the workflow: what goes otherwise than well, and what is done to the run. */
interface Path {
  gate?: GateRule;
  otherwise?: Partial<Activities>;
  meanwhile?: (run: Run) => Promise<unknown>;
}

const training = async (run: Run): Promise<void> =>
  expect.poll(async () => (await statusOf(run)).resources[0]?.state, { timeout: 10_000 }).toBe('InProgress');

const atTheGate =
  (decision: 'approve' | 'reject') =>
  async (run: Run): Promise<void> => {
    await untilOpen(run, 'deployment');
    await decide(run, { gate: 'deployment', decision, by: 'ana', reason: 'looked at the metrics' });
  };

const paths: Record<string, Path> = {
  done: { gate: 'manual', meanwhile: atTheGate('approve') },
  rejected: { gate: 'manual', meanwhile: atTheGate('reject') },
  deadline: { gate: 'manual' },
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
};

test.each(Object.entries(paths))('%s', async (name, { gate = 'auto', otherwise = {}, meanwhile }) => {
  await registerSearchAttributes();
  const request = requestOf({ gates: { deployment: gate } });
  const { activities } = fakeActivities({
    resolveArtifacts: () => Promise.resolve({ ...resolutionOf(request), searchAttributes: [...searchAttributeNames] }),
    ...otherwise,
  });
  await withWorker(server, name, activities, async () => {
    const run = await startRun(server, name, request);
    await meanwhile?.(run);
    await run.result().catch(() => undefined);
    await writeHistory(name, run);
  });
});

/** The upserts are part of the history: a run under way has them. */
async function registerSearchAttributes(): Promise<void> {
  const { operatorService } = server.env.connection;
  const searchAttributes = Object.fromEntries(searchAttributeNames.map((name) => [name, keyword]));
  await operatorService.addSearchAttributes({ namespace: 'default', searchAttributes }).catch(() => undefined);
}
