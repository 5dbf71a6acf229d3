import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { readPage } from '../docs/pages.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, program } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
let temporal: DevServer;
let sagemaker: LocalSageMaker;
let env: NodeJS.ProcessEnv;
let worker: Command;

const example = (name: string, ...args: string[]): Command => program(path.resolve(`examples/${name}.mjs`), args, env);

/** What an example prints, once it has come to a good end. */
async function printed(name: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await example(name, ...args).finished;
  expect(code, stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  temporal = await startedTemporal({
    searchAttributes: Object.fromEntries(searchAttributeNames.map((name) => [name, 'Keyword'])),
  });
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    trainerEntry: path.resolve('test/support/containers/train.mjs'),
    serveEntry: path.resolve('test/support/containers/serve.mjs'),
    durations: { starting: 20, uploading: 20, endpointCreating: 20, endpointDeleting: 20 },
  });
  env = bareEnvironment(directory, { ...localEnvironment(sagemaker.url), TEMPORAL_ADDRESS: temporal.address });
  worker = example('own-worker');
  await vi.waitFor(() => expect(worker.stderr()).toContain('ready'), { timeout: 60_000 });
});
afterAll(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.finished;
  await sagemaker?.close();
  await temporal?.stop();
});

test.concurrent('start-and-follow shows the phases, a prediction, and deletes its endpoint', async ({ expect }) => {
  const lines = await printed('start-and-follow', 'data/reviews');
  expect(lines).toMatch(/^run fine-tune-/);
  expect(lines).toContain('predictedLabel: 1');
});

test.concurrent('approve-by-metric approves what is good enough', async ({ expect }) => {
  expect(await printed('approve-by-metric', '0.7')).toMatch(/^approve: accuracy 0.75\nlive: /);
});

test.concurrent('approve-by-metric rejects what is not good enough', async ({ expect }) => {
  expect(await printed('approve-by-metric', '0.8')).toMatch(/^reject: accuracy 0.75\nrejected: /);
});

test.concurrent('schedule starts the run that it plans for every night', async ({ expect }) => {
  expect(await printed('schedule', 'now')).toMatch(
    /^next: \S+T03:00:00.000Z\nnightly-reviews-\S+ is done: reviews is live until /,
  );
});

test('every example is told of in their page, and the page of no other', () => {
  const files = readdirSync('examples').filter((name) => name.endsWith('.mjs'));
  const told = [...readPage('examples/README.md').matchAll(/^## \[([\w-]+\.mjs)\]/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(files.sort());
});
