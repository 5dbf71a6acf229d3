import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { CreateModelCommand, CreateTrainingJobCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import type { Run } from '../support/temporal/runs.js';
import { decide, failureOf, untilOpen } from '../support/temporal/runs.js';
import type { Plan } from '../../src/contract/run/plan.js';
import { modelRequest, trainingRequest } from '../../src/plan/index.js';
import { bucket } from '../local/sagemaker/local-sagemaker.js';
import { putArtifact, standing } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';
import { devServer } from '../support/temporal/servers.js';

const server = devServer();
const stack = localStack(server);
const first = { rung: 0, attempt: 1 };
const strangersRole = 'arn:aws:iam::123456789012:role/Stranger';

/** What anybody reads in the history of a run, from which the names and tags of its resources follow. */
async function planIn(run: Run): Promise<Plan> {
  const { events = [] } = await run.fetchHistory();
  const results = (events ?? []).flatMap((event) => {
    const payload = event.activityTaskCompletedEventAttributes?.result?.payloads?.[0]?.data;
    return payload === undefined || payload === null ? [] : [JSON.parse(Buffer.from(payload).toString()) as object];
  });
  return (results.find((result) => 'plan' in result) as { plan: Plan }).plan;
}

test("a stranger's training job under the name and tags of a run is not taken for its own, and its model is not deployed", async () => {
  const run = await stack.start('forged-job', { gates: { training: 'manual', deployment: 'auto' } }, 'fineTune');
  await untilOpen(run, 'training');
  const body = trainingRequest(await planIn(run), first);
  const forged = {
    ...body,
    AlgorithmSpecification: {
      TrainingImage: '999999999999.dkr.ecr.us-east-1.amazonaws.com/evil:latest',
      TrainingInputMode: 'File',
    },
    RoleArn: strangersRole,
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/strangers` },
    HyperParameters: { evil: 'yes' },
    InputDataConfig: undefined,
  } as CreateTrainingJobRequest;
  await stack.clients.sageMaker.send(new CreateTrainingJobCommand(forged));
  await decide(run, { decision: 'approve', by: 'ana' });
  const { trainingJob, endpoint } = await run.result();
  const model = await stack.clients.sageMaker.send(new DescribeModelCommand({ ModelName: endpoint?.modelName }));
  // Its own is the next attempt's.
  expect(trainingJob.name).toBe(`${body.TrainingJobName}-2`);
  expect(model.PrimaryContainer?.ModelDataUrl).toBe(trainingJob.modelArtifact);
});

test("a stranger's model under the name and tags of a run is deployed by none", async () => {
  const artifact = await putArtifact(stack.clients, '1');
  const run = await stack.start('forged-model', { artifact, gates: { deployment: 'manual' } });
  await untilOpen(run, 'deployment');
  const body = modelRequest(await planIn(run), first, { tarball: artifact });
  const PrimaryContainer = { ...body.PrimaryContainer, ModelDataUrl: await putArtifact(stack.clients, '0') };
  await stack.clients.sageMaker.send(new CreateModelCommand({ ...body, PrimaryContainer }));
  await decide(run, { decision: 'approve', by: 'ana' });
  const { type } = await failureOf(run);
  expect([type, await standing(stack.clients, body.ModelName)]).toEqual(['NameTaken', [`model ${body.ModelName}`]]);
});

// The line is read in the worker's own thread: in square time its runs would stand still for minutes.
test('a line of 75,000 epochs in the log of a job holds up no worker', async () => {
  const run = await stack.start('endless-line', { deploy: false }, 'fineTune');
  expect((await run.result()).trainingJob.status).toBe('Completed');
}, 60_000);
