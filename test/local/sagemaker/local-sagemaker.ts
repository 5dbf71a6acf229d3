import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { startLocalSageMaker } from '../../../src/local/sagemaker/index.js';
import type { LocalSageMaker, LocalSageMakerOptions, StageDurations } from '../../../src/local/sagemaker/index.js';

/** Short, but above zero: states must still be passed through. */
export const shortDurations: StageDurations = {
  starting: 20,
  uploading: 20,
  endpointCreating: 20,
  endpointUpdating: 20,
  endpointRollingBack: 20,
  endpointDeleting: 20,
  deploymentSecond: 1,
  consistency: 0,
  stopGrace: 1000,
  invocation: 5000,
};

export const region = 'us-east-1';
export const bucket = `sagemaker-${region}-123456789012`;
export const role = 'arn:aws:iam::123456789012:role/TunewrightLocal';

const fixture = (name: string): string => new URL(`fixtures/${name}`, import.meta.url).href;

/** A directory that goes away with the test. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'local-sagemaker-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A local SageMaker with the small images of fixtures/, which ends with the test. */
export async function startFixture(
  options: Partial<LocalSageMakerOptions> = {},
): Promise<LocalSageMaker & { dataDirectory: string }> {
  const dataDirectory = options.dataDirectory ?? temporaryDirectory();
  const server = await startLocalSageMaker({
    port: 0,
    cacheDirectory: join(dataDirectory, 'cache'),
    trainerEntry: fixture('trainer.mjs'),
    serveEntry: fixture('serve.mjs'),
    durations: shortDurations,
    encoderArchive: smallEncoder,
    ...options,
    dataDirectory,
  });
  onTestFinished(() => server.close());
  return { ...server, dataDirectory };
}

/** Stands for the 26 MB of the pretrained encoder. */
export async function smallEncoder(
  cacheDirectory: string,
): ReturnType<NonNullable<LocalSageMakerOptions['encoderArchive']>> {
  mkdirSync(cacheDirectory, { recursive: true });
  const files = ['model.json', 'weights/part-1'].map((name) => ({
    name,
    path: join(cacheDirectory, name.replace('/', '-')),
  }));
  for (const { name, path } of files) writeFileSync(path, `contents of ${name}`);
  const path = join(cacheDirectory, 'encoder.tar.gz');
  writeFileSync(path, 'an archive');
  return Promise.resolve({ path, files });
}

export interface Clients {
  readonly sageMaker: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly s3: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
}

/** The AWS SDK as anyone would use it: only the address and the credentials are given. */
export function clientsOf(
  endpoint: string,
  overrides: { region?: string; accessKeyId?: string; secret?: string } = {},
): Clients {
  const credentials = { accessKeyId: overrides.accessKeyId ?? 'test', secretAccessKey: overrides.secret ?? 'test' };
  const configuration = { endpoint, region: overrides.region ?? region, credentials, maxAttempts: 1 };
  return {
    sageMaker: new SageMakerClient(configuration),
    runtime: new SageMakerRuntimeClient(configuration),
    s3: new S3Client(configuration),
    logs: new CloudWatchLogsClient(configuration),
    sts: new STSClient(configuration),
  };
}
