import { ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Tunewright } from '../../src/client/index.js';
import { startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment } from '../../src/local/sagemaker/environment.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { bareEnvironment, command, run } from '../support/command.js';
import type { Command } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const compiled = (file: string): string => path.join(process.cwd(), 'dist', 'local', 'trainer', file);
let temporal: DevServer;
let sagemaker: LocalSageMaker;
let env: NodeJS.ProcessEnv;
const workers: Command[] = [];

beforeAll(async () => {
  temporal = await startedTemporal({ dbFilename: path.join(directory, 'temporal.db') });
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    // A cache of its own: with texts that are encoded already, the job would be over before a worker could be killed.
    cacheDirectory: path.join(directory, 'cache'),
    trainerEntry: compiled('train.js'),
    serveEntry: compiled('serve.js'),
  });
  env = bareEnvironment(directory, { ...localEnvironment(sagemaker.url), TEMPORAL_ADDRESS: temporal.address });
});

afterAll(async () => {
  for (const { child } of workers) child.kill('SIGKILL');
  await sagemaker?.close();
  await temporal?.stop();
});

async function startWorker(): Promise<Command> {
  const worker = command(['worker'], env);
  workers.push(worker);
  await expect.poll(() => worker.stderr(), { timeout: 60_000 }).toContain('worker: ready');
  return worker;
}

test(
  'a run whose worker is killed while the job trains goes on with the same training job',
  { timeout: 300_000 },
  async () => {
    const first = await startWorker();
    const following = command(
      [
        'fine-tune',
        '--model',
        'tensorflow-tc-local-use-lite-en',
        '--gate',
        'deployment=auto',
        '--run',
        'survivor',
        '--wait',
        '--json',
      ],
      env,
    );
    await expect.poll(() => following.stderr(), { timeout: 60_000 }).toMatch(/training job survivor-\w+: InProgress/);
    first.child.kill('SIGKILL');
    await first.finished;
    await startWorker();

    const { code, stdout } = await following.finished;
    const document = JSON.parse(stdout) as { outcome: string; trainingJob: { name: string } };
    const client = new SageMakerClient({
      endpoint: sagemaker.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { TrainingJobSummaries } = await client.send(new ListTrainingJobsCommand({}));
    expect(TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName)).toEqual([document.trainingJob.name]);
    expect(document.outcome).toBe('done');
    expect(code).toBe(0);
  },
);

test('the library finds the run again and asks its endpoint', async () => {
  for (const [name, value] of Object.entries(env)) if (/^(AWS|TEMPORAL)_/.test(name)) vi.stubEnv(name, value);
  const tunewright = await Tunewright.connect();
  try {
    const { endpoint } = await tunewright.run('survivor').result();
    const prediction = await endpoint?.predict('a warm and generous evening');
    expect(prediction?.labels).toEqual([0, 1]);
    expect(prediction?.probabilities).toHaveLength(2);
  } finally {
    await tunewright.close();
    vi.unstubAllEnvs();
  }
});

test('deleting an endpoint takes its config and its model along', async () => {
  const [{ name } = { name: '' }] = JSON.parse((await run(['endpoints', 'list', '--json'], env)).stdout) as {
    name: string;
  }[];
  const { code, stdout } = await run(['endpoints', 'delete', name, '--json'], env);
  expect(JSON.parse(stdout)).toEqual({
    endpoint: name,
    deleted: [`endpoint ${name}`, `endpoint config ${name}`, `model ${name}`],
  });
  expect(code).toBe(0);
});
