import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { bucket, clientsOf } from '../../local/sagemaker/local-sagemaker.js';
import { linesOf } from '../../local/sagemaker/log-lines.js';
import { jobIn, startTraining, trainingJob } from '../../local/sagemaker/training-requests.js';
import { bareEnvironment, command, run } from '../../support/command.js';
import { obeyed } from '../../support/obeyed.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const directory = temporaryDirectory();

test('tunewright local --json prints its address, then a line for each change of state, and ends well', async () => {
  const args = ['local', '--port', '0', '--json', '--simulate-training', '0', '--pace', 'starting=300'];
  const local = command(args, bareEnvironment(directory));
  await expect.poll(() => local.stderr()).toContain('Ctrl-C ends it');
  const { url, environment } = JSON.parse(local.stdout()) as { url: string; environment: Record<string, string> };
  expect(environment['AWS_ENDPOINT_URL']).toBe(url);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SageMakerClient({ endpoint: url, region: 'us-east-1', credentials });
  await client.send(new CreateTrainingJobCommand(trainingJob('seen', 'train')));
  await expect.poll(() => local.stderr()).toContain('training job seen: Completed');
  local.child.kill('SIGINT');
  const { code, stderr } = await local.finished;
  expect(stderr).toContain('training job seen: InProgress/Starting\n');
  expect(stderr).not.toContain('\u001b');
  expect(stderr.trimEnd().split('\n').at(-1)).toContain('are kept in');
  expect(code).toBe(0);
});

test('tunewright local --host says that its port is open to others', async () => {
  const local = command(['local', '--port', '0', '--host', 'local'], bareEnvironment(directory));
  await expect
    .poll(() => local.stderr())
    .toMatch(/warning: port \d+ is open on every interface, and its keys are public/);
  local.child.kill('SIGINT');
  await local.finished;
});

/** `tunewright local`, and a job there whose data is not to be found; resolves with what the server has printed, and the log of the job. */
async function servedWith(
  name: string,
  request: Partial<CreateTrainingJobRequest>,
): Promise<{ stderr: string; log: string[] }> {
  const local = command(['local', '--port', '0', '--json'], bareEnvironment(path.join(directory, name)));
  await expect.poll(() => local.stderr()).toContain('Ctrl-C ends it');
  const { url } = JSON.parse(local.stdout()) as { url: string };
  const clients = clientsOf(url);
  await startTraining(clients, trainingJob(name, 'train', request));
  await jobIn(clients, name, 'Failed');
  await expect.poll(() => local.stderr()).toContain(`training job ${name}: Failed`);
  const log = await linesOf(clients, name);
  local.child.kill('SIGINT');
  return { stderr: (await local.finished).stderr, log };
}

test('what a stranger called his data reaches the terminal of tunewright local as text', async () => {
  const S3Uri = `s3://${bucket}/\u001b]0;owned\u0007\u001b[2J\u001b[31mYOUR DISK IS FULL`;
  const InputDataConfig = [
    { ChannelName: 'training', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } } },
  ] satisfies CreateTrainingJobRequest['InputDataConfig'];
  const { stderr } = await servedWith('ansi', { InputDataConfig });
  expect(stderr).toContain('YOUR DISK IS FULL');
  expect(stderr).not.toMatch(obeyed);
});

test('a regular expression without end stops neither tunewright local nor its own job', async () => {
  const MetricDefinitions = [{ Name: 'endless', Regex: '^(([ -~])+)+@@$' }];
  const { AlgorithmSpecification } = trainingJob('endless', 'train');
  // The real trainer finds two rows too few, and says so in a line that is long enough.
  const { log } = await servedWith('endless', {
    AlgorithmSpecification: {
      ...AlgorithmSpecification!,
      MetricDefinitions,
    },
  });
  expect(log).toContain('metric endless is given up: its regular expression takes too long');
});

test('what tunewright local keeps is for its user alone', async () => {
  const kept = path.join(directory, 'kept');
  const local = command(['local', '--port', '0', '--json', '--data', kept], bareEnvironment(directory));
  await expect.poll(() => local.stderr()).toContain('Ctrl-C ends it');
  const { url } = JSON.parse(local.stdout()) as { url: string };
  await startTraining(clientsOf(url), trainingJob('kept', 'train'));
  const all = readdirSync(kept, { recursive: true, encoding: 'utf8' }).map((name) => path.join(kept, name));
  expect(all.length).toBeGreaterThan(5);
  expect([kept, ...all].filter((name) => (statSync(name).mode & 0o077) !== 0)).toEqual([]);
  local.child.kill('SIGINT');
  await local.finished;
});

test('tunewright local keeps nothing in a directory that everybody may write', async () => {
  const open = path.join(directory, 'open');
  mkdirSync(open);
  chmodSync(open, 0o777);
  const { code, stderr } = await run(['local', '--port', '0', '--data', open], bareEnvironment(directory));
  expect(stderr).toContain(`${open} can be written by everybody`);
  expect([code, readdirSync(open)]).toEqual([1, []]);
});
