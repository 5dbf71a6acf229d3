// Memory of many waits for training jobs in one process: the activities and their AWS clients alone, without Temporal's own part.
//   node bench/waiting-jobs.mjs [jobs=2000]
// Prints {"jobs","megabytes":{"idle","waiting"},"kilobytesPerJob","minute":{"cpuSeconds","statusCalls"}}.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities, defaultPollingIntervals } from '../dist/activities/index.js';
import { Aws, sageMaker } from '../dist/aws/index.js';
import { localEnvironment, startLocalSageMaker } from '../dist/local/sagemaker/index.js';

const count = Number(process.argv[2] ?? 2_000);
if (process.env.WAITING_JOBS === undefined) await serve();
else await wait();

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
  const env = { ...process.env, ...localEnvironment(sagemaker.url), WAITING_JOBS: sagemaker.url };
  const child = spawn(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), String(count)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await new Promise((resolve) => child.once('exit', resolve));
  await sagemaker.close();
  rmSync(directory, { recursive: true, force: true });
}

async function wait() {
  const names = Array.from({ length: count }, (_, job) => `bench-${job}`);
  const creating = sageMaker(new Aws({ rateShare: 100 }).clients('us-east-1'));
  await Promise.all(names.map((name) => creating.createTrainingJob(bodyOf(name))));
  const idle = megabytes();
  const activities = createActivities({
    aws: new Aws(),
    pollingIntervals: defaultPollingIntervals,
    registeredSearchAttributes: async () => [],
  });
  const plan = { region: 'us-east-1', account: '123456789012' };
  const watches = names.map((name) => {
    const environment = new MockActivityEnvironment();
    const ended = environment.run(() => activities.watchTrainingJob({ plan, name }));
    ended.catch(() => undefined);
    return environment;
  });
  await delay(60_000);
  const before = { cpu: cpuSeconds(), calls: await statusCalls() };
  await delay(60_000);
  const waiting = megabytes();
  console.log(
    JSON.stringify({
      jobs: watches.length,
      megabytes: { idle, waiting },
      kilobytesPerJob: Math.round(((waiting - idle) * 1024) / count),
      minute: {
        cpuSeconds: Math.round((cpuSeconds() - before.cpu) * 10) / 10,
        statusCalls: (await statusCalls()) - before.calls,
      },
    }),
  );
  process.exit(0);
}

function bodyOf(TrainingJobName) {
  return {
    TrainingJobName,
    RoleArn: 'arn:aws:iam::123456789012:role/TunewrightLocal',
    AlgorithmSpecification: {
      TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/tensorflow-training:2.9-cpu-py39',
      TrainingInputMode: 'File',
    },
    OutputDataConfig: { S3OutputPath: 's3://sagemaker-us-east-1-123456789012/output' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
  };
}

/** Resident memory after a collection of garbage. */
function megabytes() {
  globalThis.gc();
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function statusCalls() {
  const { faults } = await (await fetch(`${process.env.WAITING_JOBS}/_tunewright/faults`)).json();
  return faults[0].fired;
}
