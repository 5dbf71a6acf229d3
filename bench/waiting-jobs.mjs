// Memory of many waits for training jobs in one process: the activities and their AWS clients alone, without Temporal's own part.
//   node bench/waiting-jobs.mjs [jobs=2000] [seconds=60]
// Waits so many seconds for the waits to settle, then as many again, which it measures, and prints
// {"jobs","megabytes":{"idle","waiting"},"kilobytesPerJob","seconds","cpuSeconds","statusCalls"}. A wait that ends fails the benchmark.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities, defaultPollingIntervals } from '../dist/activities/index.js';
import { Aws, sageMaker, trainingJobs } from '../dist/aws/index.js';
import { localEnvironment, startLocalSageMaker } from '../dist/local/sagemaker/index.js';

/** @typedef {Parameters<typeof trainingJobs.create>[1]} TrainingJobBody */

const account = '123456789012';
const region = 'us-east-1';
const role = `arn:aws:iam::${account}:role/TunewrightLocal`;

/** @type {import('../dist/contract/run/plan.js').TrainingTarget} */
const target = {
  run: { workflowId: 'bench', firstExecutionRunId: '00000000-0000-0000-0000-000000000000' },
  model: { id: 'tensorflow-tc-local-use-lite-en', version: '1.0.0' },
  region,
  account,
  role,
  dataset: { uri: 's3://bench/data/', etag: '"1"', bytes: 20, rows: 2, classes: 2, classCounts: [1, 1] },
  training: {
    rungs: [],
    modelUri: 's3://bench/model.tar.gz',
    scriptUri: 's3://bench/script.tar.gz',
    maxRuntimeInSeconds: 86_400,
    enableNetworkIsolation: false,
    encryptInterContainerTraffic: false,
  },
  outputPath: 's3://bench/output',
};

const [count = 2_000, seconds = 60] = process.argv.slice(2).map(Number);
const url = process.env.WAITING_JOBS;
if (url === undefined) await serve();
else await wait(url);

/** The local SageMaker in this process, the waits in another one. */
async function serve() {
  const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
  const sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: directory,
    cacheDirectory: path.join(directory, 'cache'),
    faults: [
      { fault: 'slow', ms: 0, operation: 'DescribeTrainingJob' },
      { fault: 'training', outcome: 'Completed', seconds: 86_400 },
    ],
  });
  try {
    const program = ['--expose-gc', fileURLToPath(import.meta.url), String(count), String(seconds)];
    const child = spawn(process.execPath, program, {
      env: { ...process.env, ...localEnvironment(sagemaker.url), WAITING_JOBS: sagemaker.url },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    await sagemaker.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param {string} server */
async function wait(server) {
  const names = Array.from({ length: count }, (_, job) => `bench-${job}`);
  const creating = sageMaker(new Aws({ rateShare: 100 }).clients(region));
  await Promise.all(names.map((name) => trainingJobs.create(creating, bodyOf(name))));
  const idle = megabytes();
  const { watchTrainingJob } = createActivities({
    aws: new Aws(),
    // No wait is handed over: there is nobody to take it.
    pollingIntervals: { ...defaultPollingIntervals, attempt: 86_400_000 },
    registeredSearchAttributes: async () => [],
    temporal: untouched('temporal'),
    webhooks: {},
  });
  const waits = names.map((name) => new MockActivityEnvironment().run(watchTrainingJob, { target, name }));
  // None of them ends by itself: one that does has failed, or has waited for nothing.
  const ended = Promise.race(waits).then((result) => {
    throw new Error(`a wait ended: ${JSON.stringify(result)}`);
  });
  console.log(JSON.stringify(await Promise.race([ended, measured(server, idle)])));
  process.exit(0);
}

/**
 * @param {string} server
 * @param {number} idle
 */
async function measured(server, idle) {
  await delay(seconds * 1_000);
  const before = { cpu: cpuSeconds(), calls: await statusCalls(server) };
  if (before.calls === 0) throw new Error('no wait has looked at its job yet');
  await delay(seconds * 1_000);
  const waiting = megabytes();
  return {
    jobs: count,
    megabytes: { idle, waiting },
    kilobytesPerJob: Math.round(((waiting - idle) * 1024) / count),
    seconds,
    cpuSeconds: Math.round((cpuSeconds() - before.cpu) * 10) / 10,
    statusCalls: (await statusCalls(server)) - before.calls,
  };
}

/**
 * A service that nothing here may use.
 * @param {string} name
 * @returns {any}
 */
function untouched(name) {
  const refuse = (/** @type {object} */ _target, /** @type {string | symbol} */ member) => {
    throw new Error(`${name}.${String(member)} is not here`);
  };
  return new Proxy({}, { get: refuse });
}

/**
 * @param {string} TrainingJobName
 * @returns {TrainingJobBody}
 */
function bodyOf(TrainingJobName) {
  return {
    TrainingJobName,
    RoleArn: role,
    AlgorithmSpecification: {
      TrainingImage: `763104351884.dkr.ecr.${region}.amazonaws.com/tensorflow-training:2.9-cpu-py39`,
      TrainingInputMode: 'File',
    },
    OutputDataConfig: { S3OutputPath: `s3://sagemaker-${region}-${account}/output` },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
  };
}

/** Resident memory after a collection of garbage. */
function megabytes() {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** @param {string} server */
async function statusCalls(server) {
  const answer = await (await fetch(`${server}/_tunewright/faults`)).json();
  return /** @type {{ faults: { fired: number }[] }} */ (answer).faults[0].fired;
}
