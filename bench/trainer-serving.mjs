// Latency and memory of endpoints (default 1) of the local SageMaker that serve the pretrained encoder:
//   node bench/trainer-serving.mjs [requests] [endpoints]
// sends requests (default 10,000) four at a time and some one by one, to one endpoint after the other, and prints
// {"requests","endpoints","megabytesIdle","medianMilliseconds","p95Milliseconds","requestsPerSecond","megabytesEarly","megabytesLate","growth"}.
// Memory is that of the server's process after a tenth of the requests and after all; requests come from another one.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { cacheDirectory } from '../dist/catalog/user-directory.js';
import { startLocalSageMaker } from '../dist/local/sagemaker/index.js';

const region = 'us-east-1';
const clientOptions = (/** @type {string} */ endpoint) => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const [requests = '10000', endpoints = '1', url] = process.argv.slice(2);
if (url === undefined) await serve(Number(requests), Number(endpoints));
else await request(new SageMakerRuntimeClient(clientOptions(url)), Number(requests), Number(endpoints));

/**
 * @typedef {{ requests: number, endpoints: number, medianMilliseconds: number, p95Milliseconds: number, requestsPerSecond: number }} Measured
 */

/**
 * @param {number} count
 * @param {number} endpointCount
 */
async function serve(count, endpointCount) {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
  const server = await startLocalSageMaker({ port: 0, dataDirectory, cacheDirectory: cacheDirectory() });
  try {
    const megabytesIdle = process.memoryUsage.rss() / 1e6;
    const client = new SageMakerClient(clientOptions(server.url));
    for (let number = 0; number < endpointCount; number++) await createEndpoint(client, `bench-${number}`);
    /** @type {number[]} */
    const megabytes = [];
    const asking = fork(fileURLToPath(import.meta.url), [String(count), String(endpointCount), server.url]);
    asking.on('message', (message) => {
      if (message === 'measure') megabytes.push(process.memoryUsage.rss() / 1e6);
      else report({ .../** @type {Measured} */ (message), megabytesIdle }, megabytes);
    });
    const [code] = await once(asking, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    await server.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/**
 * @param {Measured & { megabytesIdle: number }} measured
 * @param {number[]} megabytes
 */
function report(measured, [early, late]) {
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const figures = { ...measured, megabytesEarly: early, megabytesLate: late };
  const rounded = Object.entries(figures).map(([name, value]) => [name, round(value)]);
  console.log(JSON.stringify({ ...Object.fromEntries(rounded), growth: Math.round((late / early) * 100) / 100 }));
}

/**
 * @param {SageMakerClient} client
 * @param {string} name
 */
async function createEndpoint(client, name) {
  const model = 'tensorflow-tc-local-use-lite-en';
  const ModelDataUrl = `s3://jumpstart-cache-prod-${region}/tunewright-infer/v1.0.0/infer-${model}.tar.gz`;
  const Image = `123456789012.dkr.ecr.${region}.amazonaws.com/tunewright-local:1.0.0`;
  const ExecutionRoleArn = 'arn:aws:iam::123456789012:role/TunewrightLocal';
  await client.send(
    new CreateModelCommand({ ModelName: name, ExecutionRoleArn, PrimaryContainer: { Image, ModelDataUrl } }),
  );
  /** @type {import('@aws-sdk/client-sagemaker').ProductionVariant} */
  const variant = { VariantName: 'AllTraffic', ModelName: name, InitialInstanceCount: 1, InstanceType: 'ml.m5.xlarge' };
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }));
  await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  await waitUntilEndpointInService({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 1 }, { EndpointName: name });
}

/**
 * In the process that asks: one by one for the latency of a request, then four at a time.
 * @param {SageMakerRuntimeClient} client
 * @param {number} count
 * @param {number} endpoints
 */
async function request(client, count, endpoints) {
  const ask = async (/** @type {number} */ number) => {
    const started = performance.now();
    const Body = `request ${number}: a quiet and honest film about two sisters who never say quite what they mean`;
    const call = {
      EndpointName: `bench-${number % endpoints}`,
      ContentType: 'application/x-text',
      Accept: 'application/json',
      Body,
    };
    await (await client.send(new InvokeEndpointCommand(call))).Body?.transformToString();
    return performance.now() - started;
  };
  const tenth = Math.ceil(count / 10);
  const alone = [];
  for (let sent = 0; sent < tenth; sent++) alone.push(await ask(sent));
  tell('measure');
  const started = performance.now();
  let next = tenth;
  const worker = async () => {
    while (next < count) await ask(next++);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  const seconds = (performance.now() - started) / 1000;
  tell('measure');
  alone.sort((a, b) => a - b);
  tell({
    requests: count,
    endpoints,
    medianMilliseconds: alone[Math.floor(tenth / 2)],
    p95Milliseconds: alone[Math.floor(tenth * 0.95)],
    requestsPerSecond: (count - tenth) / seconds,
  });
  process.disconnect();
}

/** @param {'measure' | Measured} message */
function tell(message) {
  process.send?.(message);
}
