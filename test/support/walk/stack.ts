import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { WorkflowBundle } from '@temporalio/worker';
import { Worker, bundleWorkflowCode } from '@temporalio/worker';
import { pack } from 'tar-stream';
import { beforeAll } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { clientsOf } from '../../local/sagemaker/local-sagemaker.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { localActivities, workerOptions } from '../local/activities.js';
import type { TestServer } from '../temporal/servers.js';
import { devServer } from '../temporal/servers.js';

/** Trains until somebody stops it. */
export const longTrainingType = 'ml.c5.2xlarge';

/** Temporal's real server and one local account, whose regions are as many places for walks that do not meet. */
export interface WalkStack {
  readonly temporal: TestServer;
  readonly activities: Activities;
  clientsIn(region: string): Clients;
  worker(taskQueue: string, activities: Activities): Promise<Worker>;
}

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
const fileOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export function walkStack(): WalkStack {
  const temporal = devServer();
  const local = localActivities(temporal, {
    serveEntry: path.resolve('test/support/containers/serve.mjs'),
    faults: [
      { fault: 'training', outcome: 'Completed', instanceType: longTrainingType, seconds: 3_600 },
      { fault: 'training', outcome: 'Completed', seconds: 0.1 },
    ],
  });
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    bundle = await bundleWorkflowCode({
      workflowsPath: fileOf('../../../src/workflows/index.ts'),
      workflowInterceptorModules: [fileOf('quick-timers.ts')],
      logger: silent,
    });
  });
  return {
    temporal,
    get activities() {
      return local.activities;
    },
    clientsIn: (region) => clientsOf(local.url, { region, accessKeyId: 'admin', secret: 'admin' }),
    worker: (taskQueue, activities) =>
      Worker.create({
        connection: temporal.connection,
        taskQueue,
        workflowBundle: bundle,
        activities,
        maxCachedWorkflows: 50,
        ...workerOptions,
      }),
  };
}

const bucketIn = (region: string): string => `sagemaker-${region}-123456789012`;
export const artifactIn = (region: string): string => `s3://${bucketIn(region)}/models/earlier.tar.gz`;
export const dataIn = (region: string): string => `s3://${bucketIn(region)}/reviews/`;

/** What runs of a region read: a few rows, and the model of an earlier job. */
export async function furnish({ s3 }: Clients, region: string): Promise<void> {
  const Bucket = bucketIn(region);
  const more =
    region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
  await s3.send(new CreateBucketCommand({ Bucket, ...more })).catch(() => undefined);
  const rows = Array.from({ length: 20 }, (_, row) => `${row % 2},"text number ${row}"\n`).join('');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'reviews/data.csv', Body: rows }));
  const archive = pack();
  archive.entry({ name: 'predicts.txt' }, '1');
  archive.finalize();
  const Body = gzipSync(await buffer(archive));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'models/earlier.tar.gz', Body }));
}
