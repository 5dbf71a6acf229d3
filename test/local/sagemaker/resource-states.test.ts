import { expect, test } from 'vitest';
import { createEndpoint, endpointIn } from './hosting-requests.js';
import { clientsOf, startFixture } from './local-sagemaker.js';
import { jobIn, startTraining, trainingJob } from './training-requests.js';

test('a job is seen with its states and the epoch that its log names', async () => {
  const server = await startFixture({ durations: { uploading: 300 } });
  const clients = clientsOf(server.url);
  await startTraining(clients, trainingJob('nightly', 'epochs'));
  await jobIn(clients, 'nightly', 'Uploading');
  expect(server.resources()).toMatchObject([
    { kind: 'training job', name: 'nightly', status: 'InProgress/Uploading', detail: 'epoch 2/2', isAlive: true },
  ]);
  await jobIn(clients, 'nightly', 'Completed');
  expect(server.resources()).toMatchObject([{ status: 'Completed', isAlive: false }]);
});

test('an endpoint is seen with its instances, and with why it failed', async () => {
  const server = await startFixture();
  const clients = clientsOf(server.url);
  await createEndpoint(clients, 'live');
  await createEndpoint(clients, 'broken', 'other.txt');
  await endpointIn(clients, 'live', 'InService');
  await endpointIn(clients, 'broken', 'Failed');
  const failureReason: unknown = expect.stringContaining('ping health check');
  expect(server.resources()).toMatchObject([
    { kind: 'endpoint', name: 'live', status: 'InService', detail: '1 instance', isAlive: true },
    { kind: 'endpoint', name: 'broken', status: 'Failed', isAlive: false, failureReason },
  ]);
});
