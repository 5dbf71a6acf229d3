// Fine-tune runs side by side with several workers, of which some are killed (SIGKILL) at random moments: do all end, and is anything made twice?
//   node bench/killed-workers.mjs [runs=200] [--workers=2] [--kills=1] [--replace] [--throttled] [--jobs=10-30, seconds] [--seed=…]
// The moments are drawn from the seed, between the first tenth and the time in which the jobs end; with --replace a new worker takes the place
// of each that is killed, without it at least one is left. Prints {"runs","done","failures","kills","made","twice","lost","seconds"}: `made` by kind,
// `twice` the names of runs that made something twice, `lost` what stands that no run's result names.
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  SageMakerClient,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModels,
  paginateListTrainingJobs,
} from '@aws-sdk/client-sagemaker';
import { operations, startRun, startStack } from './stack.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    workers: { type: 'string', default: '2' },
    kills: { type: 'string', default: '1' },
    replace: { type: 'boolean', default: false },
    throttled: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '10-30' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const count = Number(positionals[0] ?? 200);
const [shortest, longest] = values.jobs.split('-').map(Number);
const ids = Array.from({ length: count }, (_, run) => `killed-${String(run).padStart(5, '0')}`);
const random = randomFrom(Number(values.seed));
/** @type {import('../dist/local/sagemaker/index.js').FaultRule[]} */
const throttles = operations.map((operation) => ({ fault: 'throttle', perSecond: 2, service: 'sagemaker', operation }));

const stack = await startStack({
  faults: [
    ...(values.throttled ? throttles : []),
    ...ids.map((id, run) => ({
      fault: /** @type {const} */ ('training'),
      outcome: /** @type {const} */ ('Completed'),
      name: `${id}-`,
      seconds: shortest + ((longest - shortest) * (run + 0.5)) / count,
    })),
  ],
  durations: { endpointCreating: 2_000 },
  settings: { TUNEWRIGHT_RATE_SHARE: values.throttled ? '0.5' : '50' },
});
const workers = [stack.worker];
try {
  while (workers.length < Number(values.workers)) workers.push(await stack.startWorker());
  const began = Date.now();
  const elapsed = () => Math.round((Date.now() - began) / 100) / 10;
  const handles = await Promise.all(ids.map((id) => startRun(stack.client, id)));
  const ends = Promise.allSettled(handles.map((handle) => handle.result()));
  /** @type {{ second: number, ended: number }[]} */
  const kills = [];
  let ended = 0;
  for (const handle of handles)
    void handle.result().then(
      () => (ended += 1),
      () => (ended += 1),
    );
  while (kills.length < Number(values.kills) && ended < count) {
    await delay(longest * 1_000 * (0.1 + 0.9 * random()));
    const [victim] = workers.splice(Math.floor(random() * workers.length), 1);
    kills.push({ second: elapsed(), ended });
    await victim?.kill();
    if (values.replace) workers.push(await stack.startWorker());
    else if (workers.length < 2) break;
  }
  const results = await ends;
  const seconds = elapsed();
  await stack.endFaults();
  const made = await everythingMade();
  const named = new Set(
    results.flatMap((end) =>
      end.status === 'fulfilled' ? [end.value.trainingJob.name, end.value.endpoint?.name ?? ''] : [],
    ),
  );
  const names = Object.values(made).flat();
  const ofRun = (/** @type {string} */ id) =>
    Object.values(made).map((all) => all.filter((name) => name.startsWith(`${id}-`)));
  console.log(
    JSON.stringify({
      runs: count,
      ...{ workers: Number(values.workers), seed: Number(values.seed), throttled: values.throttled },
      done: results.filter(({ status }) => status === 'fulfilled').length,
      failures: results
        .flatMap((end) => (end.status === 'rejected' ? [String(end.reason.cause?.message ?? end.reason)] : []))
        .slice(0, 5),
      kills,
      made: Object.fromEntries(Object.entries(made).map(([kind, all]) => [kind, all.length])),
      twice: ids.filter((id) => ofRun(id).some((all) => all.length > 1)),
      lost: names.filter((name) => !named.has(name)).slice(0, 10),
      seconds,
    }),
  );
} finally {
  for (const worker of workers.filter((worker) => worker !== stack.worker)) await worker.stop();
  await stack.stop();
}

/** Names of all that stands, by kind. */
async function everythingMade() {
  const client = new SageMakerClient({
    endpoint: stack.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  /** @type {{ job: string[], model: string[], config: string[], endpoint: string[] }} */
  const made = { job: [], model: [], config: [], endpoint: [] };
  for await (const { TrainingJobSummaries = [] } of paginateListTrainingJobs({ client, pageSize: 100 }, {}))
    made.job.push(...TrainingJobSummaries.map(({ TrainingJobName = '' }) => TrainingJobName));
  for await (const { Models = [] } of paginateListModels({ client, pageSize: 100 }, {}))
    made.model.push(...Models.map(({ ModelName = '' }) => ModelName));
  for await (const { EndpointConfigs = [] } of paginateListEndpointConfigs({ client, pageSize: 100 }, {}))
    made.config.push(...EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName));
  for await (const { Endpoints = [] } of paginateListEndpoints({ client, pageSize: 100 }, {}))
    made.endpoint.push(...Endpoints.map(({ EndpointName = '' }) => EndpointName));
  return made;
}

/**
 * Mulberry32: the same numbers for the same seed.
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
