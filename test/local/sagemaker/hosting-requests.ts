import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import type { DescribeEndpointOutput, ProductionVariantInstanceType } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { pack } from 'tar-stream';
import { expect, vi } from 'vitest';
import { bucket, role } from './local-sagemaker.js';
import type { Clients } from './local-sagemaker.js';

export const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/tunewright-local:1.0.0';

/** Where a model lies, and who may read it. */
interface Account {
  readonly bucket: string;
  readonly role: string;
}

/** A model whose archive has one file; without weights.txt the container does not get ready. */
export async function createModel(
  { s3, sageMaker }: Clients,
  name: string,
  file: string,
  text: string,
  account: Account = { bucket, role },
): Promise<void> {
  const archive = pack();
  archive.entry({ name: file }, text);
  archive.finalize();
  const Key = `models/${name}.tar.gz`;
  await s3.send(new PutObjectCommand({ Bucket: account.bucket, Key, Body: gzipSync(await buffer(archive)) }));
  const PrimaryContainer = { Image: image, ModelDataUrl: `s3://${account.bucket}/${Key}` };
  await sageMaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: account.role, PrimaryContainer }));
}

export async function createConfig(
  { sageMaker }: Clients,
  name: string,
  model: string,
  InstanceType: ProductionVariantInstanceType = 'ml.m5.xlarge',
): Promise<void> {
  const variant = {
    VariantName: 'AllTraffic',
    ModelName: model,
    InitialInstanceCount: 1,
    InstanceType,
  };
  await sageMaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }));
}

/** Model NAME, config NAME and endpoint NAME, serving the text `first`. */
export async function createEndpoint(
  clients: Clients,
  name: string,
  file = 'weights.txt',
  account?: Account,
): Promise<void> {
  await createModel(clients, name, file, 'first', account);
  await createConfig(clients, name, name);
  await clients.sageMaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
}

export async function endpointIn(
  { sageMaker }: Clients,
  name: string,
  status: string,
): Promise<DescribeEndpointOutput> {
  return vi.waitFor(
    async () => {
      const endpoint = await sageMaker.send(new DescribeEndpointCommand({ EndpointName: name }));
      expect(endpoint.EndpointStatus).toBe(status);
      return endpoint;
    },
    { timeout: 30_000, interval: 25 },
  );
}

export async function invoke({ runtime }: Clients, name: string, text: string): Promise<unknown> {
  const Body = Buffer.from(text);
  const call = { EndpointName: name, ContentType: 'application/x-text', Accept: 'application/json;verbose', Body };
  const answer = await runtime.send(new InvokeEndpointCommand(call));
  return JSON.parse(Buffer.from(answer.Body).toString('utf8'));
}
