import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Worker } from '@temporalio/worker';
import { beforeAll } from 'vitest';
import type { Aws } from '../../../src/aws/index.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { FaultRule } from '../../../src/local/sagemaker/index.js';
import { createModel } from '../../local/sagemaker/hosting-requests.js';
import { bucket } from '../../local/sagemaker/local-sagemaker.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import type { LocalActivitiesOptions } from '../local/activities.js';
import { localActivities, workerOptions } from '../local/activities.js';
import type { TestServer } from '../temporal/servers.js';
import { devServer } from '../temporal/servers.js';

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
    ...workerOptions,
  });
  const ended = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await ended;
    },
  };
}

/** Training passes the time only, unless a fault of the test says otherwise; endpoints give every text the label 1. */
export function localStack(
  faults: readonly FaultRule[] = [],
  { pollingIntervals = {}, services = {} }: Pick<LocalActivitiesOptions, 'pollingIntervals' | 'services'> = {},
): Stack {
  const temporal = devServer();
  const local = localActivities(temporal, {
    serveEntry: path.resolve('test/support/containers/serve.mjs'),
    faults: [...faults, { fault: 'training', outcome: 'Completed', seconds: 0.1 }],
    pollingIntervals: { presenceCheck: 10_000, ...pollingIntervals },
    services,
  });
  beforeAll(async () => {
    await local.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'reviews/data.csv', Body: rows }));
    await createModel(local.clients, 'earlier', 'weights.txt', 'earlier');
  });
  const faultsUrl = (): string => `${local.url}/_tunewright/faults`;
  return {
    temporal,
    get aws() {
      return local.aws;
    },
    get clients() {
      return local.clients;
    },
    get activities() {
      return local.activities;
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
