// Fine-tune runs side by side against a local SageMaker whose training only passes the time, with one worker.
//   node bench/concurrent-runs.mjs [runs=20] [--throttled] [--silent] [--jobs=120-240, seconds] [--endpoint=60000, ms] [--share=1]
// Unthrottled it prints how late the end of a job is noticed and at what price; --throttled limits every operation of SageMaker's
// control plane to two calls a second, and --silent lets no log be read.
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { DescribeModelCommand, DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { operations, startRun, startStack } from './stack.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    throttled: { type: 'boolean', default: false },
    silent: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '120-240' },
    endpoint: { type: 'string', default: '60000' },
    share: { type: 'string', default: '1' },
  },
});
/**
 * @typedef {import('../dist/contract/run/results.js').FineTuneResult} FineTuneResult
 * @typedef {import('../dist/local/sagemaker/index.js').FaultRule} FaultRule
 */

const count = Number(positionals[0] ?? 20);
const [shortest, longest] = values.jobs.split('-').map(Number);
const ids = Array.from({ length: count }, (_, run) => `bench-${String(run).padStart(5, '0')}`);
const secondsOf = (/** @type {number} */ run) => shortest + ((longest - shortest) * (run + 0.5)) / count;
/** @type {FaultRule[]} */
const throttles = operations.map((operation) => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation }));
/** @type {FaultRule[]} */
const noLogs = [{ fault: 'error', status: 503, service: 'logs' }];
/** @type {FaultRule[]} */
const jobs = ids.map((id, run) => ({
  fault: 'training',
  outcome: 'Completed',
  name: `${id}-`,
  seconds: secondsOf(run),
}));

const stack = await startStack({
  faults: [...(values.throttled ? throttles : []), ...(values.silent ? noLogs : []), ...jobs],
  durations: { endpointCreating: Number(values.endpoint) },
  settings: { TUNEWRIGHT_RATE_SHARE: values.share },
});
try {
  const { worker, client, met } = stack;
  const memory = { idle: worker.megabytes(), most: 0 };
  const watching = setInterval(() => (memory.most = Math.max(memory.most, worker.megabytes())), 1_000);
  const began = Date.now();
  const handles = await Promise.all(ids.map((id) => startRun(client, id)));
  const ends = await Promise.allSettled(handles.map((handle) => handle.result()));
  const seconds = (Date.now() - began) / 1000;
  clearInterval(watching);
  const [calls, throttled] = [await met('slow'), await met('throttle')];
  await stack.endFaults();
  const lateness = await Promise.all(
    ends.flatMap((end) => (end.status === 'fulfilled' ? [endToModel(end.value)] : [])),
  );
  const histories = await Promise.all(handles.map(historyOf));
  const jobHours = ids.reduce((total, _, run) => total + secondsOf(run), 0) / 3600;
  console.log(
    JSON.stringify({
      runs: count,
      throttled: values.throttled,
      silent: values.silent,
      done: lateness.length,
      failures: tally(ends.flatMap((end) => (end.status === 'rejected' ? [reasonOf(end.reason)] : []))),
      seconds: round(seconds),
      jobsEndToCreateModel: { mean: round(mean(lateness)), max: round(Math.max(...lateness)) },
      statusCallsPerJobHour: round((calls.DescribeTrainingJob ?? 0) / jobHours),
      calls,
      throttledCalls: throttled,
      failedAttempts: tally(worker.log().match(/(?<=WARN Activity failed: )[^\n]{0,80}/g) ?? []),
      history: {
        events: Math.max(...histories.map(({ events }) => events)),
        bytes: Math.max(...histories.map(({ bytes }) => bytes)),
      },
      workerMegabytes: memory,
      workerCpuSeconds: round(worker.cpuSeconds()),
    }),
  );
} finally {
  await stack.stop();
}

/** @param {any} error */
function reasonOf(error) {
  return String(error.cause?.type ?? error);
}

/**
 * Seconds from the end of the training job to the creation of the model.
 * @param {FineTuneResult} result
 */
async function endToModel({ trainingJob, endpoint }) {
  const aws = new SageMakerClient({
    endpoint: stack.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const job = await aws.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.name }));
  const model = await aws.send(new DescribeModelCommand({ ModelName: endpoint?.modelName }));
  return (timeOf(model.CreationTime) - timeOf(job.TrainingEndTime)) / 1000;
}

/** @param {Date | undefined} date */
function timeOf(date) {
  if (date === undefined) throw new Error('the local SageMaker gives no time');
  return date.getTime();
}

/** @param {import('@temporalio/client').WorkflowHandle} handle */
async function historyOf(handle) {
  const { historyLength, historySize } = await handle.describe();
  return { events: historyLength, bytes: historySize ?? NaN };
}

/** @param {string[]} items */
function tally(items) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const item of items) found[item] = (found[item] ?? 0) + 1;
  return found;
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
