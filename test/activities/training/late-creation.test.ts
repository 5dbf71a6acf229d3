import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Aws, sageMaker, trainingJobs } from '../../../src/aws/index.js';
import type { LocalSageMaker } from '../../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../../src/local/sagemaker/index.js';
import { trainingRequest } from '../../../src/plan/index.js';
import type { FakeAws } from '../../support/aws/fake-aws.js';
import { account, planOf, resource } from '../../support/aws/plan.js';
import { attempt } from '../../support/aws/run-activity.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const directory = temporaryDirectory();
// The one bucket that the local SageMaker has from the start.
const plan = planOf({ outputPath: `s3://sagemaker-us-east-1-${account}/output` });
let sagemaker: LocalSageMaker;

beforeAll(async () => {
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    faults: [
      { fault: 'slow', ms: 800, operation: 'CreateTrainingJob' },
      { fault: 'training', outcome: 'Completed', seconds: 600 },
    ],
  });
  for (const [name, value] of Object.entries(localEnvironment(sagemaker.url))) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sagemaker?.close();
});

async function metFaults(): Promise<number> {
  const answer = await fetch(`${sagemaker.url}/_tunewright/faults`);
  const { faults } = (await answer.json()) as { faults: { fired: number }[] };
  return faults[0]?.fired ?? 0;
}

test('a job that a worker asked for just before it was killed is stopped, though it comes after the clean-up began', async () => {
  const aws = new Aws();
  const killed = new AbortController();
  const creation = trainingJobs
    .create(sageMaker(aws.clients('us-east-1'), killed.signal), trainingRequest(plan, { rung: 0, attempt: 1 }))
    .catch(() => undefined);
  await expect.poll(metFaults).toBe(1);
  killed.abort();
  await creation;
  const { result } = attempt('stopTrainingJobs', { target: plan }, { aws } as FakeAws, {
    pollingIntervals: { absenceGracePeriod: 2_000 },
  });
  expect(await result).toEqual([resource]);
  const job = await trainingJobs.describe(sageMaker(aws.clients('us-east-1')), resource);
  expect(job.state).toBe('Stopped');
});
