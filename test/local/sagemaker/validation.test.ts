import {
  AddTagsCommand,
  CreateTrainingJobCommand,
  DeleteTagsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { clientsOf, startFixture } from './local-sagemaker.js';
import type { Clients } from './local-sagemaker.js';
import { trainingJob } from './training-requests.js';

async function fixture(): Promise<Clients> {
  return clientsOf((await startFixture()).url);
}

function create({ sageMaker }: Clients, overrides: Partial<CreateTrainingJobRequest>): Promise<unknown> {
  return sageMaker.send(new CreateTrainingJobCommand(trainingJob('job', 'no model', overrides)));
}

const namePattern = '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';

test.each<[string, Partial<CreateTrainingJobRequest>, string]>([
  [
    'a name with an underscore',
    { TrainingJobName: 'my_job' },
    `1 validation error detected: Value 'my_job' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
  ],
  [
    'a name of 64 characters',
    { TrainingJobName: 'a'.repeat(64) },
    `Value '${'a'.repeat(64)}' at 'trainingJobName' failed to satisfy constraint: Member must have length less than or equal to 63`,
  ],
  [
    'no role',
    { RoleArn: undefined },
    "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  ],
  [
    'no output path',
    { OutputDataConfig: {} as CreateTrainingJobRequest['OutputDataConfig'] },
    "Value null at 'outputDataConfig.s3OutputPath' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a bad channel name',
    {
      InputDataConfig: [
        { ChannelName: 'a b', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/' } } },
      ],
    },
    "Value 'a b' at 'inputDataConfig.1.member.channelName' failed to satisfy constraint",
  ],
  ['two faults', { TrainingJobName: '-', RoleArn: undefined }, '2 validation errors detected: Value'],
  [
    'a metric that is no regular expression',
    {
      AlgorithmSpecification: { TrainingInputMode: 'File', MetricDefinitions: [{ Name: 'm', Regex: '(' }] },
    },
    'The regular expression of metric "m" is not valid',
  ],
])('CreateTrainingJob refuses %s', async (_, overrides, message) => {
  await expect(create(await fixture(), overrides)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('a tag with the key of another overwrites it', async () => {
  const clients = await fixture();
  await create(clients, { Tags: [{ Key: 'a', Value: '1' }] });
  const ResourceArn = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/job';
  const added = [
    { Key: 'a', Value: '2' },
    { Key: 'b', Value: '3' },
  ];
  await clients.sageMaker.send(new AddTagsCommand({ ResourceArn, Tags: added }));
  expect((await clients.sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags).toEqual(added);
  await clients.sageMaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['a'] }));
  expect((await clients.sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags).toEqual([{ Key: 'b', Value: '3' }]);
});

test('a resource that is not there has no tags', async () => {
  const { sageMaker } = await fixture();
  const ResourceArn = 'arn:aws:sagemaker:us-east-1:123456789012:model/nobody';
  await expect(sageMaker.send(new ListTagsCommand({ ResourceArn }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
