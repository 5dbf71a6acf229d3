// Many runs that wait, against a local SageMaker whose training only passes the time: what a worker costs while they wait, and how late their ends are noticed.
//   node bench/fleet.mjs [runs=10000] [--held=200] [--cached=100] [--minutes=5] [--train=600, seconds, of the shortest job; the longest lasts twice as long] [--throttled]
// Runs are started as fast as the worker takes them, and only train. After all have started it measures for so many minutes, then waits for
// the ends, and prints {"runs","held","minutes","parked","megabytes","cpuShare","statusCalls","late":{"mean","max"}}, seconds.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { operations, startStack } from './stack.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    held: { type: 'string', default: '200' },
    cached: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '5' },
    train: { type: 'string', default: '600' },
    throttled: { type: 'boolean', default: false },
  },
});
const count = Number(positionals[0] ?? 10_000);
const [minutes, shortest] = [Number(values.minutes), Number(values.train)];
/** Starts, and ends that are waited for, at a time. */
const parallel = 20;
/** Milliseconds between the last start and the measuring. */
const settling = Math.min(minutes, 1) * 60_000;
const ids = Array.from({ length: count }, (_, run) => `fleet-${String(run).padStart(5, '0')}`);
const secondsOf = (/** @type {number} */ run) => Math.round(shortest * (1 + run / count));
/** @type {import('../dist/local/sagemaker/index.js').FaultRule[]} */
const throttles = operations.map((operation) => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation }));

const stack = await startStack({
  faults: [
    ...(values.throttled ? throttles : []),
    { fault: 'error', status: 503, service: 'logs' },
    // A rule for each run would be looked through for each job: a hundred kinds of length are enough.
    ...Array.from({ length: 100 }, (_, kind) => ({
      fault: /** @type {const} */ ('training'),
      outcome: /** @type {const} */ ('Completed'),
      name: `fleet-${String(kind).padStart(2, '0')}`,
      seconds: secondsOf((kind * count) / 100),
    })),
  ],
  // Creations are as many as the machine makes; looks and lists as by default, which the rates below say.
  settings: {
    TUNEWRIGHT_RATE_SHARE: values.throttled ? '1' : '100',
    TUNEWRIGHT_HELD_WAITS: values.held,
    TUNEWRIGHT_CACHED_WORKFLOWS: values.cached,
  },
});
const aws = new SageMakerClient({
  endpoint: stack.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
try {
  const { worker, client, met } = stack;
  const idle = worker.megabytes();
  const queue = ids.values();
  /** @type {import('@temporalio/client').WorkflowHandle[]} */
  const handles = [];
  const request = { model: { id: 'tensorflow-tc-local-use-lite-en' }, deploy: false };
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const workflowId of queue)
        handles.push(await client.workflow.start('fineTune', { taskQueue: 'tunewright', workflowId, args: [request] }));
    }),
  );
  while (((await met('slow')).CreateTrainingJob ?? 0) < count) await delay(1_000);
  // Who began to wait before there was a watcher looks once more, soon.
  await delay(settling);
  const [before, calls] = [worker.cpuSeconds(), (await met('slow')).DescribeTrainingJob ?? 0];
  await delay(minutes * 60_000);
  const cpuShare = (worker.cpuSeconds() - before) / (minutes * 60);
  const statusCalls = ((await met('slow')).DescribeTrainingJob ?? 0) - calls;
  const waiting = worker.megabytes();
  const parked = await parkedOf(handles);
  const meanwhile = { megabytes: { idle, waiting }, cpuShare: Math.round(cpuShare * 1_000) / 1_000, statusCalls };
  // The ends take long.
  process.stderr.write(`waiting: ${JSON.stringify({ parked, ...meanwhile })}\n`);
  /** @type {number[]} */
  const late = [];
  const left = handles.values();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const handle of left) late.push(await lateness(handle));
    }),
  );
  console.log(
    JSON.stringify({
      runs: count,
      ...{ held: Number(values.held), minutes, parked, ...meanwhile },
      late: {
        mean: Math.round((late.reduce((sum, value) => sum + value, 0) / count) * 10) / 10,
        max: Math.round(Math.max(...late) * 10) / 10,
      },
    }),
  );
} finally {
  await stack.stop();
}

/**
 * How many of a sample of a hundred no worker holds, in percent.
 * @param {import('@temporalio/client').WorkflowHandle[]} handles
 */
async function parkedOf(handles) {
  const sample = handles.filter((_, index) => index % Math.max(1, Math.floor(count / 100)) === 0);
  const states = await Promise.all(sample.map(async (handle) => (await handle.describe()).raw.pendingActivities?.[0]));
  return Math.round((states.filter((state) => state?.state === 1).length / sample.length) * 100);
}

/**
 * Seconds from the end of the job to the end of the run.
 * @param {import('@temporalio/client').WorkflowHandle} handle
 */
async function lateness(handle) {
  const { trainingJob } = await handle.result();
  const job = await aws.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.name }));
  const { closeTime } = await handle.describe();
  return ((closeTime?.getTime() ?? NaN) - (job.TrainingEndTime?.getTime() ?? NaN)) / 1_000;
}
