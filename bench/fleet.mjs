// Many runs that wait, against a local SageMaker whose training only passes the time: what a worker costs while they wait, and how late their ends are noticed.
//   node bench/fleet.mjs [runs=10000] [--held=200] [--cached=100] [--workers=1] [--minutes=5] [--train=600, seconds, of the shortest job; the longest lasts twice as long]
//     [--at-once] [--kill] [--throttled]
// Runs are started as fast as the workers take them, and only train. After all have started it measures for so many minutes, then waits for
// the ends, and prints {"runs","held","minutes","parked","megabytes","cpuShare","actions","statusCalls","late":{"mean","max"},"done","perSecond"}: of each worker
// where there are several; Temporal's actions a second as calls of all workers that count as one. With --at-once all jobs end within some seconds, --train after
// the first start: make that longer than all starts take, about 15 a second, with --throttled one. With --kill the worker that runs the watcher is killed (SIGKILL)
// before they do, and a new one takes its place.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { watcherWorkflowId } from '../dist/contract/watcher.js';
import { operations, startStack } from './stack.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    held: { type: 'string', default: '200' },
    cached: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '5' },
    train: { type: 'string', default: '600' },
    workers: { type: 'string', default: '1' },
    'at-once': { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
    throttled: { type: 'boolean', default: false },
  },
});
const count = Number(positionals[0] ?? 10_000);
const [minutes, shortest] = [Number(values.minutes), Number(values.train)];
/** Starts, and ends that are waited for, at a time. */
const parallel = 20;
/** Milliseconds between the last start and the measuring. */
const settling = Math.min(minutes, 1) * 60_000;
/** Kinds of length: a rule for each run would be looked through for each job. */
const kinds = Math.min(count, 100);
const prefixOf = (/** @type {number} */ kind) => `fleet-${String(kind).padStart(3, '0')}-`;
const ids = Array.from({ length: count }, (_, run) => `${prefixOf(Math.floor((run * kinds) / count))}${run}`);
const startsPerSecond = values.throttled ? 1 : 15;
const secondsOf = (/** @type {number} */ run) =>
  Math.max(1, Math.round(values['at-once'] ? shortest - run / startsPerSecond : shortest * (1 + run / count)));
/** @type {import('../dist/local/sagemaker/index.js').FaultRule[]} */
const throttles = operations.map((operation) => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation }));

const stack = await startStack({
  faults: [
    ...(values.throttled ? throttles : []),
    { fault: 'error', status: 503, service: 'logs' },
    ...Array.from({ length: kinds }, (_, kind) => ({
      fault: /** @type {const} */ ('training'),
      outcome: /** @type {const} */ ('Completed'),
      name: prefixOf(kind),
      seconds: secondsOf((kind * count) / kinds),
    })),
  ],
  // Calls are as many as the machine makes: with --throttled as by default, of which SageMaker takes two a second.
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
const workers = [stack.worker];
try {
  while (workers.length < Number(values.workers)) workers.push(await stack.startWorker());
  const { client, met, actions } = stack;
  const ofEach = (/** @type {(worker: typeof stack.worker) => number} */ measure) => {
    const each = workers.map(measure);
    return each.length === 1 ? each[0] : each;
  };
  const idle = ofEach((worker) => worker.megabytes());
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
  const before = new Map(workers.map((worker) => [worker, worker.cpuSeconds()]));
  const [acted, looked] = [await actions(), (await met('slow')).DescribeTrainingJob ?? 0];
  await delay(minutes * 60_000);
  const seconds = minutes * 60;
  const meanwhile = {
    megabytes: { idle, waiting: ofEach((worker) => worker.megabytes()) },
    cpuShare: ofEach((worker) => rounded((worker.cpuSeconds() - (before.get(worker) ?? 0)) / seconds, 1_000)),
    actions: rounded(((await actions()) - acted) / seconds, 10),
    statusCalls: ((await met('slow')).DescribeTrainingJob ?? 0) - looked,
  };
  const parked = await parkedOf(handles);
  // The ends take long.
  process.stderr.write(`waiting: ${JSON.stringify({ parked, ...meanwhile })}\n`);
  if (values.kill) await killWatching(client);
  await withEach(handles, (handle) => handle.result());
  // Of the calls that are granted none was for this.
  await stack.endFaults();
  const ends = await withEach(handles, endOf);
  const times = ends.map(({ at }) => at);
  console.log(
    JSON.stringify({
      runs: count,
      ...{ held: Number(values.held), minutes, parked, ...meanwhile },
      late: {
        mean: rounded(ends.reduce((sum, { late }) => sum + late, 0) / count, 10),
        max: rounded(Math.max(...ends.map(({ late }) => late)), 10),
      },
      done: ends.length,
      perSecond: rounded((count * 1_000) / (Math.max(...times) - Math.min(...times) || 1), 10),
    }),
  );
} finally {
  for (const worker of workers) await worker.stop();
  await stack.stop();
}

/**
 * Kills the worker that the watcher's activity runs on; another takes its place.
 * @param {import('@temporalio/client').Client} client
 */
async function killWatching(client) {
  const id = watcherWorkflowId({ account: '123456789012', region: 'us-east-1' });
  const { raw } = await client.workflow.getHandle(id).describe();
  const identity = raw.pendingActivities?.[0]?.lastWorkerIdentity ?? '';
  const victim = workers.find(({ pid }) => identity.endsWith(`:${pid}`)) ?? workers[0];
  await victim.kill();
  workers.splice(workers.indexOf(victim), 1, await stack.startWorker());
}

/**
 * @template T
 * @param {import('@temporalio/client').WorkflowHandle[]} handles
 * @param {(handle: import('@temporalio/client').WorkflowHandle) => Promise<T>} ask
 */
async function withEach(handles, ask) {
  /** @type {T[]} */
  const answers = [];
  const left = handles.values();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const handle of left) answers.push(await ask(handle));
    }),
  );
  return answers;
}

function rounded(/** @type {number} */ value, /** @type {number} */ parts) {
  return Math.round(value * parts) / parts;
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
 * When the run ended, and how many seconds after its job.
 * @param {import('@temporalio/client').WorkflowHandle} handle
 */
async function endOf(handle) {
  const { trainingJob } = await handle.result();
  const job = await aws.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.name }));
  const at = (await handle.describe()).closeTime?.getTime() ?? NaN;
  return { late: (at - (job.TrainingEndTime?.getTime() ?? NaN)) / 1_000, at };
}
