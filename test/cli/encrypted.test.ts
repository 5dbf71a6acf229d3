import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../src/local/free-port.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import { AesGcmCodec } from '../../src/temporal/codec/aes-gcm-codec.js';
import { RemoteCodec } from '../../src/temporal/codec/remote-codec.js';
import type { Command } from '../support/command.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { dashboardMetrics, metricsIn } from '../support/deployment/dashboard.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const key = randomBytes(32);
const keys = { TUNEWRIGHT_ENCRYPTION_KEYS: `k1:${key.toString('base64')}` };
const origin = 'http://localhost:8233';
const commands: Command[] = [];
let temporal: DevServer;
let connection: Connection;
let env: NodeJS.ProcessEnv;
let codecUrl: string;
let health: number;
let metrics: number;

/** Starts a command that stays, and waits until it says so. */
async function started(args: string[], environment: NodeJS.ProcessEnv, ready: string): Promise<Command> {
  const staying = command(args, environment);
  commands.push(staying);
  await vi.waitFor(() => expect(staying.stderr()).toContain(ready), { timeout: 90_000 });
  return staying;
}

/** A run of a request that is wrong, in a namespace whose worker encrypts. */
const id = 'wrong-request';

beforeAll(async () => {
  temporal = await startedTemporal();
  env = bareEnvironment(temporaryDirectory(), { TEMPORAL_ADDRESS: temporal.address });
  [health, metrics] = [await freePort(), await freePort()];
  const settings = { TUNEWRIGHT_HEALTH: `${health}`, TUNEWRIGHT_METRICS: `${metrics}`, TUNEWRIGHT_LOG: 'json' };
  await started(['worker'], { ...env, ...keys, ...settings }, 'worker: ready');
  const server = await started(['codec-server', '--port', '0'], { ...env, ...keys }, 'codec server: ');
  codecUrl = /http:\S+(?=,)/.exec(server.stderr())?.[0] ?? '';
  connection = await Connection.connect({ address: temporal.address });
  const dataConverter = { payloadCodecs: [new AesGcmCodec(new Map([['k1', key]]))] };
  const handle = await new Client({ connection, dataConverter }).workflow.start('fineTune', {
    taskQueue: 'tunewright',
    workflowId: id,
    args: [{ model: { id: 'm' }, secrets: 1 }],
    memo: { team: 'reviews' },
  });
  await handle.result().catch(() => undefined);
});
afterAll(async () => {
  for (const { child } of commands) child.kill('SIGTERM');
  await Promise.all(commands.map(({ finished }) => finished));
  await connection?.close();
  await temporal?.stop();
});

test('what the history tells in the clear of a failure is its type alone', async () => {
  const { events } = await new Client({ connection }).workflow.getHandle(id).fetchHistory();
  const failure = events?.at(-1)?.workflowExecutionFailedEventAttributes?.failure;
  expect(failure).toMatchObject({ message: 'Encoded failure', applicationFailureInfo: { type: 'InvalidRequest' } });
  expect(JSON.stringify(events)).not.toContain('secrets');
});

test('the command line shows a run with the keys', async () => {
  const { code, stdout } = await run(['runs', 'show', id], { ...env, ...keys });
  expect([code, stdout]).toEqual([0, expect.stringContaining('secrets') as string]);
});

test('the command line shows a run through the codec server', async () => {
  const { code, stdout } = await run(['runs', 'show', id], { ...env, TEMPORAL_CODEC_ENDPOINT: codecUrl });
  expect([code, stdout]).toEqual([0, expect.stringContaining('secrets') as string]);
});

test('a codec server that does not answer is told of by its address, with exit code 4, and `--json` says it too', async () => {
  const nowhere = { ...env, TEMPORAL_CODEC_ENDPOINT: 'http://127.0.0.1:1' };
  const { code, stdout, stderr } = await run(['runs', 'show', id, '--json'], nowhere);
  expect(stderr).toContain('the codec server http://127.0.0.1:1 did not decode');
  expect(JSON.parse(stdout)).toMatchObject({ error: 'Unreachable' });
  expect(code).toBe(4);
});

test.each([[['worker']], [['runs', 'list']]])('where KMS does not answer, %j ends with exit code 4', async (args) => {
  const wrapped = `k1:arn:aws:kms:us-east-1:123456789012:key/k:${Buffer.alloc(100, 7).toString('base64')}`;
  const nowhere = { ...env, TUNEWRIGHT_ENCRYPTION_KEYS: wrapped, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  const { code, stderr } = await run(args, nowhere);
  expect(stderr).toContain('the key k1: KMS did not unwrap it');
  expect(code).toBe(4);
});

test('without keys or codec server the command line says what is missing', async () => {
  const { code, stderr } = await run(['runs', 'list'], env);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/set TUNEWRIGHT_ENCRYPTION_KEYS .* or TEMPORAL_CODEC_ENDPOINT/) as string,
  ]);
});

test('the codec server answers a Temporal UI and no other page', async () => {
  const asked = async (from: string): Promise<(string | number | null)[]> => {
    const answer = await fetch(`${codecUrl}/decode`, { method: 'OPTIONS', headers: { origin: from } });
    return [answer.status, answer.headers.get('access-control-allow-origin')];
  };
  expect([await asked(origin), await asked('https://elsewhere.example')]).toEqual([
    [204, origin],
    [403, null],
  ]);
});

test('the codec server gives back what it cannot read', async () => {
  const strange = { metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.from('x') };
  const [back] = await new RemoteCodec({ endpoint: codecUrl, namespace: 'default' }).decode([strange]);
  expect(Buffer.from(back?.data ?? []).toString()).toBe('x');
});

test('a codec server for others than this machine needs a token', async () => {
  const { code, stderr } = await run(['codec-server', '--host', '0.0.0.0', '--port', '0'], { ...env, ...keys });
  expect([code, stderr]).toEqual([2, expect.stringContaining('TUNEWRIGHT_CODEC_TOKEN') as string]);
});

test('the worker tells that it is ready, and its metrics', async () => {
  expect((await fetch(`http://127.0.0.1:${health}/readyz`)).status).toBe(200);
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  expect(text).toMatch(/^temporal_worker_task_slots_available\{.*\} \d+/m);
});

test("the metrics of Temporal's that the dashboard shows are told, and the runs of the namespace", async () => {
  const told = metricsIn(await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text());
  // A request that fails is counted once one has failed.
  const always = dashboardMetrics.filter((name) => name.startsWith('temporal_') && !name.includes('failure'));
  expect(always.filter((name) => !told.has(name))).toEqual([]);
  expect([...told]).toEqual(expect.arrayContaining(['tunewright_runs', 'tunewright_spend_usd']));
});
