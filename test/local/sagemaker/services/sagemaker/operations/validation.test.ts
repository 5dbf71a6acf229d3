import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DeleteTagsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { createEndpoint, createModel, endpointIn, image, invoke } from '../../../hosting-requests.js';
import { clientsOf, startFixture } from '../../../local-sagemaker.js';
import type { Clients } from '../../../local-sagemaker.js';
import { trainingJob } from '../../../training-requests.js';

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
    'a time to wait without spot training',
    { StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 90 } },
    'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
  ],
  [
    'spot training that may wait for less than it may run',
    {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 59 },
    },
    'Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds',
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
  [
    'an environment variable with a hyphen',
    { Environment: { 'a-b': '1' } },
    "Value '{a-b=1}' at 'environment' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 512, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_]*]",
  ],
  [
    'a hyperparameter of 2501 characters',
    { HyperParameters: { text: 'x'.repeat(2501) } },
    "at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2500",
  ],
  [
    'an instance type that does not exist',
    { ResourceConfig: { InstanceType: 'ml.none' as 'ml.m5.large', VolumeSizeInGB: 1, InstanceCount: 1 } },
    "Value 'ml.none' at 'resourceConfig.instanceType' failed to satisfy constraint: Member must satisfy enum value set: [ml.m4.xlarge",
  ],
  [
    'a pending time of a second',
    { StoppingCondition: { MaxPendingTimeInSeconds: 1 } },
    "Value '1' at 'stoppingCondition.maxPendingTimeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1800",
  ],
  [
    'fewer instances than none',
    { ResourceConfig: { InstanceType: 'ml.m5.large', VolumeSizeInGB: 1, InstanceCount: -1 } },
    "Value '-1' at 'resourceConfig.instanceCount' failed to satisfy constraint: Member must have value greater than or equal to 0",
  ],
  [
    'a role of another partition',
    { RoleArn: 'arn:aws-cn:iam::123456789012:role/x' },
    'its partition is aws-cn, that of us-east-1 is aws',
  ],
  [
    'an output key of another region',
    {
      OutputDataConfig: {
        S3OutputPath: 's3://bucket/x',
        KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000',
      },
    },
    "can't be used: it is not of account 123456789012 in us-east-1",
  ],
  [
    'a key for local storage',
    {
      ResourceConfig: {
        InstanceType: 'ml.g5.xlarge',
        VolumeSizeInGB: 1,
        InstanceCount: 1,
        VolumeKmsKeyId: 'alias/k',
      },
    },
    'VolumeKmsKeyId is not supported for instance type ml.g5.xlarge, which has local storage',
  ],
  [
    'more than there is of local storage',
    { ResourceConfig: { InstanceType: 'ml.g4dn.xlarge', VolumeSizeInGB: 126, InstanceCount: 1 } },
    'VolumeSizeInGB 126 is more than the 125 GB of local storage that ml.g4dn.xlarge has',
  ],
  [
    'two tags of one key',
    {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    },
    'Duplicate tag keys found in the request: a',
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

test.each(['CreateTrainingJob', 'CreateModel'])('%s refuses a role of another account', async (operation) => {
  const { sageMaker } = await fixture();
  const RoleArn = 'arn:aws:iam::999999999999:role/x';
  const model = { ModelName: 'model', ExecutionRoleArn: RoleArn, PrimaryContainer: { Image: image } };
  const created =
    operation === 'CreateModel'
      ? sageMaker.send(new CreateModelCommand(model))
      : sageMaker.send(new CreateTrainingJobCommand(trainingJob('job', 'no model', { RoleArn })));
  await expect(created).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('Cross-account pass role is not allowed') as string,
  });
});

test.each([
  ['ml.m5.xlarge', 'arn:aws:kms:us-east-1:999999999999:key/k', "can't be used"],
  ['ml.g4dn.xlarge', 'alias/k', 'KmsKeyId is not supported for instance type ml.g4dn.xlarge'],
] as const)('an endpoint config for %s with the key %s is refused', async (instanceType, KmsKeyId, message) => {
  const clients = await fixture();
  await createModel(clients, 'model', 'weights.txt', 'first');
  const variant = { VariantName: 'A', ModelName: 'model', InitialInstanceCount: 1, InstanceType: instanceType };
  const config = { EndpointConfigName: 'config', ProductionVariants: [variant] };
  await clients.sageMaker.send(new CreateEndpointConfigCommand(config));
  const withKey = { ...config, EndpointConfigName: 'with-key', KmsKeyId };
  await expect(clients.sageMaker.send(new CreateEndpointConfigCommand(withKey))).rejects.toThrow(message);
});

test('the name of an endpoint is taken in any case, and is its own in one', async () => {
  const clients = await fixture();
  await createEndpoint(clients, 'reviews');
  const other = new CreateEndpointCommand({ EndpointName: 'Reviews', EndpointConfigName: 'reviews' });
  await expect(clients.sageMaker.send(other)).rejects.toThrow('Cannot create already existing endpoint');
  await endpointIn(clients, 'reviews', 'InService');
  await expect(invoke(clients, 'Reviews', 'hello')).rejects.toMatchObject({ name: 'ValidationError' });
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

test('CloudWatch Logs and the runtime refuse in their own codes', async () => {
  const { logs, runtime } = await fixture();
  await expect(logs.send(new DescribeLogStreamsCommand({ logGroupName: 'a b' }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining("Value 'a b' at 'logGroupName' failed to satisfy constraint") as string,
  });
  const call = { EndpointName: 'under_score', Body: 'x' };
  await expect(runtime.send(new InvokeEndpointCommand(call))).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining("Value 'under_score' at 'endpointName' failed to satisfy constraint") as string,
  });
});
