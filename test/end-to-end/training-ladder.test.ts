import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { failureOf, statusOf } from '../support/temporal/runs.js';
import { devServer } from '../support/temporal/servers.js';
import { standing } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';

const [first, second, third] = ['ml.m5.xlarge', 'ml.m5.2xlarge', 'ml.c5.2xlarge'] as const;
const withoutQuota = 'ml.c5.xlarge';
const server = devServer();
const stack = localStack(server, {
  faults: [
    { fault: 'training', name: 'no-capacity', instanceType: first, outcome: 'CapacityError' },
    { fault: 'training', name: 'limited', instanceType: first, outcome: 'ResourceLimitExceeded' },
    { fault: 'training', name: 'no-spot', spot: true, outcome: 'MaxWaitTimeExceeded' },
    { fault: 'training', name: 'nowhere', instanceType: first, outcome: 'CapacityError' },
    { fault: 'training', name: 'nowhere', instanceType: second, outcome: 'ResourceLimitExceeded' },
    { fault: 'training', name: 'nowhere', outcome: 'CapacityError' },
    { fault: 'training', outcome: 'Completed' },
    { fault: 'quota', instanceType: withoutQuota, usage: 'training job', value: 0 },
  ],
});

const trainOn = (instanceType: string[], more: object = {}): object => ({
  deploy: false,
  training: { instanceType, capacityWaitInSeconds: 0, ...more },
});

test.concurrent.each([
  ['without capacity', 'no-capacity', first, /^training job on ml\.m5\.xlarge: NoCapacity/],
  ['that the account may not start more of', 'limited', first, /^training job on ml\.m5\.xlarge: QuotaExceeded/],
  ['without any quota', 'no-quota', withoutQuota, /^training job: ml\.c5\.xlarge skipped: .* is 0, 1 needed$/],
])('training goes on to the next instance type from one %s, and notes why', async (_, name, type, note) => {
  const run = await stack.start(name, trainOn([type, second]), 'fineTune');
  expect((await run.result()).trainingJob.instanceType).toBe(second);
  expect((await statusOf(run)).notes).toEqual([expect.stringMatching(note)]);
});

test.concurrent('training waits in vain for spot instances of every type and then goes on demand', async () => {
  const spot = { maxWaitInSeconds: 86_400, thenOnDemand: true };
  const run = await stack.start('no-spot', trainOn([first, second], { spot }), 'fineTune');
  const { trainingJob } = await run.result();
  const job = await stack.clients.sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.name }));
  expect(job).toMatchObject({ EnableManagedSpotTraining: false, ResourceConfig: { InstanceType: first } });
});

test.concurrent('spot that nobody allowed to become dearer ends with the last wait in vain', async () => {
  const run = await stack.start('no-spot-only', trainOn([first], { spot: { maxWaitInSeconds: 86_400 } }), 'fineTune');
  expect((await failureOf(run)).type).toBe('MaxWaitTimeExceeded');
});

test.concurrent('training fails with the last reason when no type is left, tells each, and leaves no job', async () => {
  const run = await stack.start('nowhere', trainOn([first, second, third]), 'fineTune');
  expect((await failureOf(run)).type).toBe('NoCapacity');
  const { notes } = await statusOf(run);
  expect(notes).toEqual([
    expect.stringMatching(/ml\.m5\.xlarge: NoCapacity/),
    expect.stringMatching(/ml\.m5\.2xlarge: QuotaExceeded/),
    expect.stringMatching(/ml\.c5\.2xlarge: NoCapacity/),
  ]);
  expect(await standing(stack.clients, 'nowhere')).toEqual([]);
});
