import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { trainingJob } from '../../local/sagemaker/training-requests.js';
import { bareEnvironment, command } from '../../support/command.js';
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
