import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, vi } from 'vitest';
import type { Pace } from '../../../src/activities/index.js';
import { createActivities } from '../../../src/activities/index.js';
import { Aws } from '../../../src/aws/index.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { FaultRule, LocalSageMaker } from '../../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../../src/local/sagemaker/index.js';
import { createModel } from '../../local/sagemaker/hosting-requests.js';
import { bucket, clientsOf, fastPace, smallEncoder } from '../../local/sagemaker/local-sagemaker.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import type { TestServer } from '../temporal/servers.js';
import { devServer } from '../temporal/servers.js';
import { temporaryDirectory } from '../temporary-directory.js';

/** Everything between a request and an endpoint, in this process: Temporal's real server, a local SageMaker, the real activities. */
export interface Stack {
  readonly temporal: TestServer;
  readonly aws: Aws;
  readonly clients: Clients;
  readonly activities: Activities;
  addFaults(...rules: FaultRule[]): Promise<void>;
  /** Forgets all rules; what they have decided for jobs and endpoints stays. */
  endFaults(): Promise<void>;
  /** How often rules of a kind have fired. */
  fired(kind: FaultRule['fault']): Promise<number>;
}

/** Waits that are short, but above zero. */
const pace: Pace = {
  shortestPoll: 50,
  longestPoll: 300,
  longestWithLog: 300,
  log: 100,
  attempt: 20_000,
  heartbeat: 200,
  unfound: 300,
  watchOver: 10_000,
};

export const model = { id: 'tensorflow-tc-local-use-lite-en' };
/** Where the training data lies: a few rows. */
export const data = `s3://${bucket}/reviews/`;
/** A trained model that the simulated serving container takes for one. */
export const artifact = `s3://${bucket}/models/earlier.tar.gz`;

const rows = Array.from({ length: 20 }, (_, row) => `${row % 2},"text number ${row}"\n`).join('');

/** A worker for runs on a queue, until it is stopped. */
export async function startWorker(
  { temporal }: Stack,
  taskQueue: string,
  activities: Activities,
): Promise<{ stop: () => Promise<void> }> {
  const worker = await Worker.create({
    connection: temporal.connection,
    taskQueue,
    workflowBundle: temporal.bundle,
    activities,
    // A cancelled activity hears of it with its next heartbeat.
    maxHeartbeatThrottleInterval: '100 ms',
    defaultHeartbeatThrottleInterval: '100 ms',
  });
  const ended = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await ended;
    },
  };
}

/** Training passes the time only, unless a fault of the test says otherwise; endpoints give every text the label 0. */
export function localStack(faults: readonly FaultRule[] = []): Stack {
  const directory = temporaryDirectory();
  const temporal = devServer();
  let started: { sagemaker: LocalSageMaker; aws: Aws; clients: Clients; activities: Activities };
  beforeAll(async () => {
    const cacheDirectory = path.join(directory, 'cache');
    const sagemaker = await startLocalSageMaker({
      port: 0,
      dataDirectory: path.join(directory, 'sagemaker'),
      cacheDirectory,
      serveEntry: path.resolve('bench/simulated-serving.mjs'),
      pace: fastPace,
      encoderArchive: smallEncoder,
      faults: [...faults, { fault: 'training', outcome: 'Completed', seconds: 0.1 }],
    });
    for (const [name, value] of Object.entries(localEnvironment(sagemaker.url))) vi.stubEnv(name, value);
    vi.stubEnv('TUNEWRIGHT_CACHE_DIR', cacheDirectory);
    const clients = clientsOf(sagemaker.url);
    // The rates of a real account would make these runs wait for each other.
    const aws = new Aws({ rateShare: 1_000 });
    const activities = createActivities({
      aws,
      registeredSearchAttributes: () => Promise.resolve([]),
      temporal: temporal.client,
      webhooks: {},
      pace,
    });
    started = { sagemaker, aws, clients, activities };
    await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'reviews/data.csv', Body: rows }));
    await createModel(clients, 'earlier', 'weights.txt', 'earlier');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await started?.sagemaker.close();
  });
  const faultsUrl = (): string => `${started.sagemaker.url}/_tunewright/faults`;
  return {
    temporal,
    get aws() {
      return started.aws;
    },
    get clients() {
      return started.clients;
    },
    get activities() {
      return started.activities;
    },
    async addFaults(...rules) {
      await fetch(faultsUrl(), { method: 'POST', body: JSON.stringify(rules) });
    },
    async endFaults() {
      await fetch(faultsUrl(), { method: 'DELETE' });
    },
    async fired(kind) {
      const listed = (await (await fetch(faultsUrl())).json()) as {
        faults: { fault: string; fired: number }[];
      };
      return listed.faults.filter(({ fault }) => fault === kind).reduce((sum, { fired }) => sum + fired, 0);
    },
  };
}
