import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Aws, Tunewright } from '../../src/client/index.js';
import type { RunStatus } from '../../src/client/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import { AesGcmCodec } from '../../src/temporal/codec/aes-gcm-codec.js';
import { createWorker, runWorker, TunewrightPlugin } from '../../src/worker/index.js';
import { program } from '../support/command.js';
import { devServer } from '../support/temporal/servers.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const temporal = devServer();
const dataConverter = { payloadCodecs: [new AesGcmCodec(new Map([['k1', randomBytes(32)]]))] };
const workflowsPath = fileURLToPath(new URL('fixtures/team-workflows.ts', import.meta.url));
const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'manual' } } as const;
let sagemaker: LocalSageMaker;

beforeAll(async () => {
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    serveEntry: path.resolve('test/support/containers/serve.mjs'),
    durations: { endpointCreating: 20, endpointDeleting: 20 },
    faults: [{ fault: 'training', outcome: 'Completed', seconds: 8 }],
  });
  const environment = { ...localEnvironment(sagemaker.url), TUNEWRIGHT_CACHE_DIR: path.join(directory, 'cache') };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sagemaker?.close();
});

const clientWith = (options: object): Client => new Client({ connection: temporal.client.connection, ...options });

/** A worker of a team that has workflows, encryption and a queue of its own. */
const teamsWorker = (taskQueue: string): Promise<Worker> =>
  Worker.create({
    connection: temporal.connection,
    taskQueue,
    workflowsPath,
    dataConverter,
    plugins: [new TunewrightPlugin()],
  });

test("a team's encrypting worker trains, shows its progress, asks, deploys, and does its own workflows", async () => {
  const taskQueue = randomUUID();
  const client = clientWith({ dataConverter });
  const tunewright = await Tunewright.connect({ client, taskQueue, aws: new Aws() });
  const worker = await teamsWorker(taskQueue);
  const seen: RunStatus[] = [];
  const { greeting, run, result } = await worker.runUntil(async () => {
    const greeting = await client.workflow.execute<(name: string) => Promise<string>>('greet', {
      taskQueue,
      workflowId: taskQueue,
      args: ['you'],
    });
    const run = await tunewright.fineTune(request);
    for await (const status of run.watch()) {
      seen.push(status);
      const open = status.gates.find(({ state }) => state === 'open');
      if (open !== undefined) await run.approve(open.gate, { by: 'ana' });
    }
    const result = await run.result();
    // Or the worker would stay for as long as the endpoint is kept.
    await result.endpoint?.delete();
    return { greeting, run, result };
  });
  expect(greeting).toBe('hello you');
  expect(result.endpoint?.name).toBeTruthy();
  expect(seen.some(({ progress }) => progress !== undefined)).toBe(true);
  expect((await run.trained())?.artifact).toMatch(/^s3:/);
  expect(await encodingsOf(run.id)).toEqual(['binary/encrypted']);
});

/** Of all payloads in a history, but for search attributes, which the server reads. */
async function encodingsOf(id: string): Promise<string[]> {
  const { events } = await temporal.client.workflow.getHandle(id).fetchHistory();
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    const { metadata } = value as { metadata?: { encoding?: Uint8Array; type?: unknown } };
    if (metadata?.encoding !== undefined) found.add(Buffer.from(metadata.encoding).toString());
    for (const [name, member] of Object.entries(value)) {
      if (!['searchAttributes', 'markerRecordedEventAttributes'].includes(name)) walk(member);
    }
  };
  walk(events);
  return [...found];
}

test('a worker without a data converter takes the keys of its environment, for the workflows of the team too', async () => {
  const key = randomBytes(32);
  const taskQueue = randomUUID();
  const client = clientWith({ dataConverter: { payloadCodecs: [new AesGcmCodec(new Map([['k1', key]]))] } });
  const { options } = temporal.client.connection as Connection;
  const teams = program(
    fileURLToPath(new URL('fixtures/team-worker.mjs', import.meta.url)),
    [options.address, taskQueue],
    { ...process.env, TUNEWRIGHT_ENCRYPTION_KEYS: `k1:${key.toString('base64')}` },
  );
  const greeted = client.workflow.execute<(name: string) => Promise<string>>('greet', {
    taskQueue,
    workflowId: taskQueue,
    args: ['you'],
  });
  const greeting = await Promise.race([greeted, teams.finished]);
  teams.child.kill('SIGTERM');
  await teams.finished;
  expect(greeting).toBe('hello you');
  expect(await encodingsOf(taskQueue)).toEqual(['binary/encrypted']);
});

test('activities by the name of one of Tunewright are refused', async () => {
  const worker = Worker.create({
    connection: temporal.connection,
    taskQueue: randomUUID(),
    workflowBundle: temporal.bundle,
    activities: { planRun: () => 'mine' },
    plugins: [new TunewrightPlugin()],
  });
  await expect(worker).rejects.toThrow('rename yours: planRun');
});

test('a client or a connection that is given is not closed', async () => {
  await (await Tunewright.connect({ client: temporal.client })).close();
  const { connection } = temporal.client;
  await (await Tunewright.connect({ connection: connection as never, namespace: 'default' })).close();
  await expect(temporal.client.workflow.count()).resolves.toBeDefined();
});

test('a worker is made for a queue and with a bundle of the caller', async () => {
  const taskQueue = randomUUID();
  const worker = await createWorker({ connection: temporal.connection, taskQueue, workflowBundle: temporal.bundle });
  const swept = await worker.runUntil(async () =>
    (await Tunewright.connect({ client: temporal.client, taskQueue })).sweep({ region: 'us-east-1' }),
  );
  expect(swept.region).toBe('us-east-1');
});

test('runWorker goes on beside a Runtime that is installed, and ends with its signal', async () => {
  const leaving = new AbortController();
  const { connection, bundle } = temporal;
  await runWorker({
    log: () => undefined,
    connection,
    taskQueue: randomUUID(),
    workflowBundle: bundle,
    signal: leaving.signal,
    onReady: () => leaving.abort(),
  });
  await expect(temporal.client.workflow.count()).resolves.toBeDefined();
});

test('a namespace that is not there is told by its setting, before a worker is made or a search attribute registered', async () => {
  const namespace = 'none-of-that-name';
  const { connection } = temporal;
  await expect(createWorker({ connection, namespace })).rejects.toThrow(/^TEMPORAL_NAMESPACE: there is no namespace/);
  const tunewright = await Tunewright.connect({ client: clientWith({ namespace }) });
  await expect(tunewright.setUp()).rejects.toThrow(/^TEMPORAL_NAMESPACE: there is no namespace/);
});

test('runs of others whose memo can’t be read are listed by what can, beside those that can', async () => {
  const [mine, theirs] = [`mine-${randomUUID()}`, `theirs-${randomUUID()}`];
  const start = (client: Client, workflowId: string): Promise<unknown> =>
    client.workflow.start('fineTune', { workflowId, taskQueue: randomUUID(), memo: { tunewrightModel: 'bert' } });
  await Promise.all([start(clientWith({}), mine), start(clientWith({ dataConverter }), theirs)]);
  const tunewright = await Tunewright.connect({ client: clientWith({}) });
  await expect
    .poll(async () => (await tunewright.listRuns({ phase: 'running' })).runs.map(({ run }) => run))
    .toEqual(expect.arrayContaining([mine, theirs]));
  await expect(tunewright.listRuns({ search: 'theirs-' })).rejects.toThrow(/Unknown encoding/);
});

test('a worker takes the plugin once, and says so', async () => {
  const { connection } = temporal;
  const twice = createWorker({ connection, taskQueue: randomUUID(), plugins: [new TunewrightPlugin()] });
  await expect(twice).rejects.toThrow(/already: give one TunewrightPlugin, and none to createWorker/);
});
