import { DescribeHubContentCommand, ListHubContentVersionsCommand } from '@aws-sdk/client-sagemaker';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { clientsOf, startFixture } from '../../../local-sagemaker.js';

const hub = { HubName: 'SageMakerPublicHub', HubContentType: 'Model' } as const;
const bert = { ...hub, HubContentName: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2' };

async function fixture(region?: string): Promise<SageMakerClient> {
  return clientsOf((await startFixture()).url, region === undefined ? {} : { region }).sageMaker;
}

test('a model of the public hub is its spec document in UpperCamelCase, with whole URIs of the region', async () => {
  const sageMaker = await fixture('eu-west-1');
  const content = await sageMaker.send(new DescribeHubContentCommand({ ...bert, HubContentVersion: '2.0.1' }));
  expect(JSON.parse(content.HubContentDocument ?? '')).toMatchObject({
    TrainingSupported: true,
    ModelTypes: ['OPEN_WEIGHTS'],
    HostingEcrUri: expect.stringContaining('.dkr.ecr.eu-west-1.amazonaws.com/') as string,
    TrainingScriptUri: expect.stringMatching(/^s3:\/\/jumpstart-cache-prod-eu-west-1\/.*\.tar\.gz$/) as string,
    TrainingMetrics: [{ Name: 'validation:accuracy', Regex: 'val_accuracy=([0-9\\.]+)' }],
    HostingInstanceTypeVariants: { Variants: { m5: { Properties: { ImageUri: expect.any(String) as string } } } },
    TunewrightStandIn: { Encoder: 'universal-sentence-encoder-lite' },
  });
});

test('numbers of a hub document arrive as they are written', async () => {
  const sageMaker = await fixture();
  const { HubContentDocument } = await sageMaker.send(
    new DescribeHubContentCommand({ ...hub, HubContentName: 'tensorflow-tc-local-use-lite-en' }),
  );
  expect(HubContentDocument).toContain('"Name":"epsilon","Type":"float","Default":1e-07');
});

test('without a version the newest counts, by its numbers', async () => {
  const sageMaker = await fixture();
  const { HubContentVersion } = await sageMaker.send(new DescribeHubContentCommand(bert));
  const { HubContentSummaries } = await sageMaker.send(
    new ListHubContentVersionsCommand({ ...bert, MinVersion: '2.0.1' }),
  );
  const versions = HubContentSummaries?.map((summary) => summary.HubContentVersion);
  expect(versions).toEqual(['99.0.0', '3.0.0', '2.0.10', '2.0.1'].filter((version) => versions?.includes(version)));
  expect(versions?.[0]).toBe(HubContentVersion);
  expect(versions).toContain('2.0.10');
});

test.each([
  ['model', { ...hub, HubContentName: 'nothing' }],
  ['version', { ...bert, HubContentVersion: '0.0.1' }],
  ['hub', { ...bert, HubName: 'MyHub' }],
])('a %s that is not there is ResourceNotFound', async (_, call) => {
  const sageMaker = await fixture();
  await expect(sageMaker.send(new DescribeHubContentCommand(call))).rejects.toMatchObject({ name: 'ResourceNotFound' });
});
