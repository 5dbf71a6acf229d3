import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createActivities, defaultPollingIntervals } from '../../src/activities/index.js';
import { Aws } from '../../src/aws/index.js';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import type { FineTuneResult } from '../../src/contract/run/results.js';
import type { FaultRule, LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import { withWorker } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** Two hundred are run by bench/concurrent-runs.mjs. */
const runs = 20;
const operations = [
  'CreateTrainingJob',
  'DescribeTrainingJob',
  'ListTags',
  ...['Model', 'EndpointConfig', 'Endpoint'].flatMap((kind) => [`Create${kind}`, `Describe${kind}`, `Delete${kind}`]),
];
const faults: FaultRule[] = [
  ...operations.map((operation): FaultRule => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation })),
  { fault: 'training', outcome: 'Completed', seconds: 1 },
];

const directory = temporaryDirectory();
const temporal = devServer();
let sagemaker: LocalSageMaker;

beforeAll(async () => {
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    serveEntry: path.resolve('test/support/containers/serve.mjs'),
    durations: { endpointCreating: 500 },
    faults,
  });
  const environment = { ...localEnvironment(sagemaker.url), TUNEWRIGHT_CACHE_DIR: path.join(directory, 'cache') };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sagemaker?.close();
});

test(
  'runs side by side all finish where every operation is throttled at two calls a second',
  { timeout: 300_000 },
  async () => {
    const activities = createActivities({
      // Beyond the limit, as where an account has less than the defaults.
      aws: new Aws({ rateShare: 2 }),
      registeredSearchAttributes: () => Promise.resolve([]),
      temporal: temporal.client,
      webhooks: {},
      pollingIntervals: defaultPollingIntervals,
    });
    const queue = randomUUID();
    const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'auto' } };
    const results = await withWorker(temporal, queue, activities, () =>
      Promise.all(
        Array.from({ length: runs }, (_, run) =>
          temporal.client.workflow.execute<(request: unknown) => Promise<FineTuneResult>>(workflowTypes.fineTune, {
            taskQueue: queue,
            workflowId: `throttled-${run}-${queue}`,
            args: [request],
          }),
        ),
      ),
    );
    const listed = (await (await fetch(`${sagemaker.url}/_tunewright/faults`)).json()) as {
      faults: { fault: string; fired: number }[];
    };
    expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => 'done'));
    // Or nothing was shown.
    const throttled = listed.faults.filter(({ fault, fired }) => fault === 'throttle' && fired > 0);
    expect(throttled).not.toEqual([]);
  },
);
