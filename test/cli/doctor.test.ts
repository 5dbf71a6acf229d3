import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cacheDirectory } from '../../src/catalog/user-directory.js';
import type { Finding } from '../../src/doctor/index.js';
import { freePort } from '../../src/local/free-port.js';
import { localEnvironment } from '../../src/local/sagemaker/environment.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { findTemporalCli } from '../../src/local/temporal/find-temporal-cli.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const log = (): void => undefined;
const port = await freePort();
const local = `http://127.0.0.1:${port}`;
let temporal: DevServer;
let env: NodeJS.ProcessEnv;
const started: Command[] = [];

async function staying(args: string[], ready: string, more: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = command(args, { ...env, ...more });
  started.push(child);
  await vi.waitFor(() => expect(child.stderr() + child.stdout()).toContain(ready), { timeout: 90_000 });
}

async function examined(more: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const { code, stdout } = await run(['doctor', '--json', ...args], { ...env, ...more });
  const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: Finding[] };
  expect(findings, stdout).toBeDefined();
  const states = Object.fromEntries(findings.map(({ about, state }) => [about, state]));
  return { code, healthy, findings, states };
}

beforeAll(async () => {
  temporal = await startedTemporal();
  const directory = temporaryDirectory();
  const prices = { TUNEWRIGHT_PRICE_LIST: 'off' };
  env = bareEnvironment(directory, { TEMPORAL_ADDRESS: temporal.address, ...localEnvironment(local), ...prices });
  await staying(['local', '--port', `${port}`, '--data', directory], local);
}, 300_000);
afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ finished }) => finished));
  await temporal?.stop();
});

test('before anything is set up, it says what is missing and how to mend it', async () => {
  const { code, healthy, findings, states } = await examined({}, ['--bucket', 'nobodys-bucket']);
  expect(states).toMatchObject({
    settings: 'ok',
    temporal: 'ok',
    namespace: 'ok',
    'search attributes': 'warning',
    worker: 'fault',
    credentials: 'ok',
    bucket: 'fault',
  });
  expect(findings.filter(({ state }) => state === 'fault').every(({ mend }) => mend !== null)).toBe(true);
  expect([code, healthy]).toEqual([1, false]);
});

test('where everything is there, nothing is wrong and no leftovers are told', async () => {
  const attributes = await run(['setup'], env);
  expect(attributes.code).toBe(0);
  await staying(['worker'], 'worker: ready');
  const bucket = await run(['data', 'upload', 'data/reviews/data.csv', '--create-bucket'], env);
  expect(bucket.stderr).toBe('');
  const { code, states } = await examined({}, ['--instance-type', 'ml.g5.xlarge']);
  expect(states).toMatchObject({ 'search attributes': 'ok', worker: 'ok', bucket: 'ok', leftovers: 'ok' });
  expect(code).toBe(0);
});

test('without Temporal it says so, and looks at the rest', async () => {
  const { code, states } = await examined({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(states).toMatchObject({ temporal: 'fault', credentials: 'ok' });
  expect(code).toBe(1);
});

test('without credentials it says so, and looks at the rest', async () => {
  const { states } = await examined({ AWS_ACCESS_KEY_ID: 'nobody' });
  expect(states).toMatchObject({ temporal: 'ok', credentials: 'fault' });
});

test('a worker with a version that is not current waits, until the command that it says is given', async () => {
  const version = { TUNEWRIGHT_TASK_QUEUE: 'versions', TUNEWRIGHT_DEPLOYMENT: 'tw', TUNEWRIGHT_BUILD_ID: '0.1.0' };
  await staying(['worker'], 'worker: ready', version);
  const waiting = (await examined(version)).findings.find(({ about }) => about === 'worker');
  expect(waiting).toMatchObject({ state: 'fault', text: expect.stringContaining('runs wait') as string });
  const [program = '', ...args] = waiting?.mend?.split(' ') ?? [];
  expect(program).toBe('temporal');
  const temporalCli = await findTemporalCli({ log, cacheDirectory: cacheDirectory() });
  execFileSync(temporalCli, [...args, '--yes', '--address', temporal.address]);
  expect((await examined(version)).states['worker']).toBe('ok');
});
