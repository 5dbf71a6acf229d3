// Fine-tune runs side by side against a local SageMaker whose training only passes the time, with one worker.
//   node bench/concurrent-runs.mjs [runs=20] [--throttled] [--jobs=FROM-TO seconds, 120-240] [--endpoint=ms, 60000] [--share=1]
// Unthrottled it prints how late the end of a job is noticed and at what price; --throttled limits every operation of SageMaker's
// control plane to two calls a second.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { SageMakerClient, DescribeModelCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../dist/local/free-port.js';
import { localEnvironment, startLocalSageMaker } from '../dist/local/sagemaker/index.js';
import { startTemporalDevServer } from '../dist/local/temporal/dev-server.js';
import { findTemporalCli } from '../dist/local/temporal/find-temporal-cli.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    throttled: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '120-240' },
    endpoint: { type: 'string', default: '60000' },
    share: { type: 'string', default: '1' },
  },
});
const count = Number(positionals[0] ?? 20);
const [shortest, longest] = values.jobs.split('-').map(Number);
const ids = Array.from({ length: count }, (_, run) => `bench-${String(run).padStart(5, '0')}`);
const secondsOf = (run) => shortest + ((longest - shortest) * (run + 0.5)) / count;

const verbs = { TrainingJob: ['Create', 'Describe', 'Stop'], Model: ['Create', 'Describe', 'Delete'] };
for (const kind of ['EndpointConfig', 'Endpoint']) verbs[kind] = verbs.Model;
const operations = [
  'ListTags',
  ...Object.entries(verbs).flatMap(([kind, names]) => names.map((verb) => `${verb}${kind}`)),
];
/** A rule that changes nothing and counts how often it was met. */
const counters = operations.map((operation) => ({ fault: 'slow', ms: 0, service: 'sagemaker', operation }));
const throttles = operations.map((operation) => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation }));

const log = (line) => process.stderr.write(`${line}\n`);
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const temporal = await startTemporalDevServer({
  executable: await findTemporalCli({ log }),
  port: await freePort(),
  dbFilename: path.join(directory, 'temporal.db'),
  log,
});
const sagemaker = await startLocalSageMaker({
  port: 0,
  dataDirectory: path.join(directory, 'sagemaker'),
  cacheDirectory: path.join(directory, 'cache'),
  serveEntry: fileURLToPath(new URL('simulated-serving.mjs', import.meta.url)),
  pace: { endpointCreating: Number(values.endpoint) },
  faults: [
    ...(values.throttled ? throttles : []),
    ...counters,
    ...ids.map((id, run) => ({ fault: 'training', outcome: 'Completed', name: `${id}-`, seconds: secondsOf(run) })),
  ],
  log,
});
const worker = spawn(process.execPath, [fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)), 'worker'], {
  env: {
    ...process.env,
    ...localEnvironment(sagemaker.url),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    TEMPORAL_ADDRESS: temporal.address,
    TUNEWRIGHT_RATE_SHARE: values.share,
  },
  stdio: ['ignore', 'ignore', 'pipe'],
});
let workerLog = '';
worker.stderr.setEncoding('utf8').on('data', (text) => (workerLog += text));
const connection = await Connection.connect({ address: temporal.address });
try {
  const client = new Client({ connection });
  const idle = await memoryOnceReady();
  const began = Date.now();
  let mostMemory = 0;
  const watching = setInterval(() => (mostMemory = Math.max(mostMemory, megabytes('VmRSS'))), 1_000);
  const handles = await Promise.all(
    ids.map((workflowId) =>
      client.workflow.start('fineTune', {
        taskQueue: 'tunewright',
        workflowId,
        args: [{ model: { id: 'tensorflow-tc-local-use-lite-en' }, gates: { deployment: 'auto' } }],
      }),
    ),
  );
  const ends = await Promise.allSettled(handles.map((handle) => handle.result()));
  clearInterval(watching);
  const seconds = (Date.now() - began) / 1000;
  const { faults } = await (await fetch(`${sagemaker.url}/_tunewright/faults`)).json();
  const met = (kind) =>
    Object.fromEntries(
      faults
        .filter(({ fault, fired }) => fault === kind && fired > 0)
        .map(({ operation, fired }) => [operation, fired]),
    );
  await fetch(`${sagemaker.url}/_tunewright/faults`, { method: 'DELETE' });
  const done = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const lateness = await Promise.all(done.map(endToModel));
  const histories = await Promise.all(handles.map(historyOf));
  const jobHours = ids.reduce((total, _, run) => total + secondsOf(run), 0) / 3600;
  const calls = met('slow');
  console.log(
    JSON.stringify({
      runs: count,
      throttled: values.throttled,
      done: done.length,
      failures: tally(ends.flatMap(({ reason }) => (reason ? [String(reason.cause?.type ?? reason)] : []))),
      seconds: round(seconds),
      jobsEndToCreateModel: { mean: round(mean(lateness)), max: round(Math.max(...lateness)) },
      statusCallsPerJobHour: round((calls.DescribeTrainingJob ?? 0) / jobHours),
      calls,
      throttledCalls: met('throttle'),
      failedAttempts: tally(workerLog.match(/(?<=WARN Activity failed.*: )[^\n]{0,60}/g) ?? []),
      history: {
        events: Math.max(...histories.map((h) => h.events)),
        bytes: Math.max(...histories.map((h) => h.bytes)),
      },
      workerMegabytes: { idle, most: mostMemory, cpuSeconds: round(cpuSeconds()) },
    }),
  );
} finally {
  worker.kill('SIGTERM');
  await new Promise((resolve) => worker.once('exit', resolve));
  await connection.close();
  await sagemaker.close();
  await temporal.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function memoryOnceReady() {
  while (!workerLog.includes('worker: ready')) {
    if (worker.exitCode !== null) throw new Error(workerLog);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return megabytes('VmRSS');
}

/** Linux only. */
function megabytes(field) {
  const found = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? 0) / 1024);
}

function cpuSeconds() {
  const fields = readFileSync(`/proc/${worker.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Seconds from the end of the training job to the creation of the model. */
async function endToModel({ trainingJob, endpoint }) {
  const aws = new SageMakerClient({
    endpoint: sagemaker.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const job = await aws.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.name }));
  const model = await aws.send(new DescribeModelCommand({ ModelName: endpoint.modelName }));
  return (model.CreationTime - job.TrainingEndTime) / 1000;
}

async function historyOf(handle) {
  const { raw } = await handle.describe();
  const { historyLength, historySizeBytes } = raw.workflowExecutionInfo;
  return { events: Number(historyLength), bytes: Number(historySizeBytes) };
}

function tally(items) {
  const found = {};
  for (const item of items) found[item] = (found[item] ?? 0) + 1;
  return found;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
