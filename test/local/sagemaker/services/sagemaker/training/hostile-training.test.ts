import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { bucket, clientsOf, startFixture } from '../../../local-sagemaker.js';
import type { Clients } from '../../../local-sagemaker.js';
import { jobIn, startTraining, trainingJob } from '../../../training-requests.js';

const channelOf = (ChannelName: string): Pick<CreateTrainingJobRequest, 'InputDataConfig'> => ({
  InputDataConfig: [
    { ChannelName, DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/` } } },
  ],
});

async function stack(): Promise<{ clients: Clients; dataDirectory: string }> {
  const { url, dataDirectory } = await startFixture();
  return { clients: clientsOf(url), dataDirectory };
}

async function put({ s3 }: Clients, ...names: string[]): Promise<void> {
  for (const name of names) await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `data/${name}`, Body: 'x' }));
}

test.each(['.', '..'])('a channel called %s, a directory outside of its own, is refused', async (name) => {
  const { clients } = await stack();
  await expect(startTraining(clients, trainingJob('up', 'train', channelOf(name)))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test.each([
  ['is too long', ['x'.repeat(300)], 'ENAMETOOLONG'],
  ['is a directory of another', ['a', 'a/b'], 'EEXIST'],
])("a key that can't be a file, since it %s, is the client's fault and tells no path", async (_name, keys, code) => {
  const { clients, dataDirectory } = await stack();
  await put(clients, ...keys);
  await startTraining(clients, trainingJob('named', 'train', channelOf('training')));
  const { FailureReason } = await jobIn(clients, 'named', 'Failed');
  expect(FailureReason).toContain(`ClientError: Data download failed: the key data/${keys.at(-1)} can't be a file`);
  expect(FailureReason).toContain(code);
  expect(FailureReason).not.toContain(dataDirectory);
});

test('what a container says of its directory is said of /opt/ml, in its failure and in its log', async () => {
  const { clients, dataDirectory } = await stack();
  await startTraining(clients, trainingJob('telling', 'tell its directory'));
  const { FailureReason } = await jobIn(clients, 'telling', 'Failed');
  expect(FailureReason).toBe('AlgorithmError: no file /opt/ml/input/x');
  expect(FailureReason).not.toContain(dataDirectory);
});

test('a NUL in a variable of its environment fails no job', async () => {
  const { clients } = await stack();
  await startTraining(clients, trainingJob('nul', 'train', { Environment: { TUNEWRIGHT_SEED: '7\0x' } }));
  await jobIn(clients, 'nul', 'Completed');
});

test('a container that writes without end fills no disk: its log is cut, and its metrics are read on', async () => {
  const { clients, dataDirectory } = await stack();
  await startTraining(clients, trainingJob('endless', 'write without end'));
  const { FinalMetricDataList } = await jobIn(clients, 'endless', 'Completed');
  expect(FinalMetricDataList).toMatchObject([{ Value: 0.75 }]);
  const files = readdirSync(dataDirectory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  );
  expect(Math.max(...files.map((name) => statSync(path.join(dataDirectory, name)).size))).toBeLessThan(70_000_000);
});
