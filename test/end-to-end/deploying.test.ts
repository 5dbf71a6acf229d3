import { DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { expect, test, vi } from 'vitest';
import type { DeployRequest, FineTuneRequest } from '../../src/contract/run/requests.js';
import type { FineTuneResult } from '../../src/contract/run/results.js';
import type { RunStatus } from '../../src/contract/run/status.js';
import { standing } from '../support/end-to-end/inventory.js';
import { localStack } from '../support/end-to-end/stack.js';
import { devServer } from '../support/temporal/servers.js';

const stack = localStack(devServer());

const fineTune = async (name: string, request: Partial<FineTuneRequest>): Promise<FineTuneResult> =>
  (await stack.start(name, request, 'fineTune')).result();

async function deploy(
  name: string,
  request: Partial<DeployRequest> = {},
): Promise<NonNullable<FineTuneResult['endpoint']>> {
  const { endpoint } = await (await stack.start(name, request)).result();
  return endpoint!;
}

/** From which model that one descends which answers. */
async function descentOf(EndpointName: string): Promise<unknown> {
  const call = { EndpointName, Body: 'fine', ContentType: 'application/x-text', Accept: 'application/json;verbose' };
  const { Body } = await stack.clients.runtime.send(new InvokeEndpointCommand(call));
  return (JSON.parse(Buffer.from(Body).toString()) as { descent: unknown }).descent;
}

test.concurrent('the pretrained model is deployed as it is, from its prefix', async () => {
  const { name, modelName } = await deploy('pretrained');
  const { PrimaryContainer } = await stack.clients.sageMaker.send(new DescribeModelCommand({ ModelName: modelName }));
  expect(PrimaryContainer?.ModelDataSource?.S3DataSource).toMatchObject({
    S3DataType: 'S3Prefix',
    CompressionType: 'None',
  });
  expect(await descentOf(name)).toBe('pretrained');
});

test.concurrent('a model is trained, deployed by another run, and trained on by a third', async () => {
  const { trainingJob, endpoint, smokeTest } = await fineTune('first', { deploy: false });
  expect({ endpoint, smokeTest }).toEqual({ endpoint: null, smokeTest: null });
  expect(await standing(stack.clients, 'first')).toEqual([]);

  const { name } = await deploy('second', { artifact: trainingJob.modelArtifact });
  expect(await descentOf(name)).toBe('tuned pretrained');

  const third = await fineTune('third', { modelUri: trainingJob.modelArtifact });
  expect(await descentOf(third.endpoint!.name)).toBe('tuned tuned pretrained');
});

test.concurrent("a trained model takes the pretrained one's place on a live endpoint", async () => {
  const before = await deploy('place-before', { endpoint: { name: 'place' } });
  const { endpoint, decisions, trainingJob } = await fineTune('place-after', {
    endpoint: { name: 'place', update: {} },
    gates: { deployment: 'validation:accuracy>=0.7' },
  });
  expect(endpoint?.replaced).toBe(before.configName);
  expect(decisions.deployment).toMatchObject({ by: 'rule', decision: 'approve' });
  expect(trainingJob.epochs).toMatchObject([{ epoch: 1, valAccuracy: 0.75 }]);
  expect(await descentOf('place')).toBe('tuned pretrained');
});

test.concurrent(
  'a model that is swapped while people think is not deployed, though its report was approved',
  async () => {
    const run = await stack.start('swapped', { gates: { deployment: 'manual' } }, 'fineTune');
    const { artifact, gates } = await vi.waitFor(async () => {
      const status = await run.query<RunStatus>('status');
      expect(status.gates).toMatchObject([{ gate: 'deployment', state: 'open' }]);
      return status;
    }, 60_000);
    const [gate] = gates;
    expect(gate?.report?.artifact).toEqual({ uri: artifact, etag: expect.stringMatching(/^"[0-9a-f]+"$/) as string });
    const { host: Bucket, pathname } = new URL(artifact ?? '');
    await stack.clients.s3.send(new PutObjectCommand({ Bucket, Key: pathname.slice(1), Body: 'another model' }));
    await run.signal('approve', { by: 'ana', digest: gate?.digest });
    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'DataChanged' } });
    expect(await standing(stack.clients, 'swapped')).toEqual([]);
  },
);
