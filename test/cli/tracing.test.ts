import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { startedTemporal } from '../support/temporal/started-temporal.js';
import type { DevServer } from '../../src/local/temporal/dev-server.js';
import { tracingPackages } from '../../src/temporal/tracing/packages.js';
import { bareEnvironment, command, run } from '../support/command.js';
import type { Command } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const directory = temporaryDirectory();
const received: Received[] = [];
/** Takes spans as a collector of OpenTelemetry does. */
const collector = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
});
let sagemaker: LocalSageMaker;
let temporal: DevServer;
let worker: Command;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const cache = path.join(directory, 'cache');
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: cache,
  });
  temporal = await startedTemporal();
  env = bareEnvironment(directory, {
    ...localEnvironment(sagemaker.url),
    TEMPORAL_ADDRESS: temporal.address,
    TUNEWRIGHT_TRACING: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'team=reviews',
  });
  worker = command(['worker'], env);
  await vi.waitFor(() => expect(worker.stderr()).toContain('worker: ready'), { timeout: 90_000 });
});
afterAll(async () => {
  worker?.child.kill('SIGTERM');
  await worker?.finished;
  await temporal?.stop();
  await sagemaker?.close();
  collector.close();
});

/** What was sent that tells of this span. */
const telling = (name: string): Received | undefined => received.find(({ body }) => body.includes(name));

/** Of the span that is told of first: a field of 16 bytes, before the 8 of its own id. */
function traceIn(body: Buffer = Buffer.alloc(0)): string {
  const at = [...body.keys()].find((at) => body.readUInt16BE(at) === 0x0a10 && body.readUInt16BE(at + 18) === 0x1208);
  return at === undefined ? 'none' : body.toString('hex', at + 2, at + 18);
}

test('command line and worker send the spans of one trace to the collector that OTEL_… name, each under its service', async () => {
  const { code } = await run(['sweep', '--region', 'us-east-1'], env);
  expect(code).toBe(0);
  await vi.waitFor(() => expect(telling('RunWorkflow:sweep')).toBeDefined(), { timeout: 60_000 });
  const [started, ran] = ['StartWorkflow:sweep', 'RunWorkflow:sweep'].map(telling);
  expect(started).toMatchObject({ url: '/v1/traces', headers: { team: 'reviews' } });
  expect([started?.body.includes('tunewright-worker'), ran?.body.includes('tunewright-worker')]).toEqual([false, true]);
  expect(traceIn(started?.body)).toMatch(/^[0-9a-f]{32}$/);
  expect(traceIn(ran?.body)).toBe(traceIn(started?.body));
});

test("the worker's calls of AWS have spans", async () => {
  await vi.waitFor(() => expect(telling('SageMaker.ListTrainingJobs')).toBeDefined(), { timeout: 60_000 });
  expect(telling('SageMaker.ListTrainingJobs')?.body.includes('rpc.method')).toBe(true);
});

test('a collector that does not answer is told of once, and changes nothing', async () => {
  const nowhere = { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  const { code, stderr } = await run(['sweep', '--region', 'us-east-1'], nowhere);
  expect(code).toBe(0);
  expect(stderr.match(/spans can't be sent: /g)).toHaveLength(1);
});

test('where the packages are missing, worker and command line say which, end with exit code 2, and doctor says it too', async () => {
  const hook = fileURLToPath(new URL('fixtures/without-opentelemetry.mjs', import.meta.url));
  const lacking = { ...env, NODE_OPTIONS: `--import ${hook}` };
  const ends = await Promise.all([run(['worker'], lacking), run(['runs', 'list'], lacking)]);
  expect(ends.map(({ code }) => code)).toEqual([2, 2]);
  const line = `TUNEWRIGHT_TRACING: needs packages that are not installed: npm install ${tracingPackages.join(' ')}\n`;
  expect(ends.map(({ stderr }) => stderr)).toEqual([line, line]);
  expect((await run(['doctor'], lacking)).stdout).toContain(line.trim());
});

test('the packages that are asked for are those of the docs, and those that this version is tested with', () => {
  expect(readFileSync('docs/worker.md', 'utf8')).toContain(`npm install ${tracingPackages.join(' ')}\n`);
  const { devDependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'devDependencies' | 'peerDependencies',
    Record<string, string>
  >;
  const named = tracingPackages.map((name) => name.split(/(?<=.)@/));
  expect(named.map(([name = '']) => [name, devDependencies[name]])).toEqual(named);
  expect(named.filter(([name = '']) => peerDependencies[name] === undefined)).toEqual([]);
});
