import { CopyObjectCommand, GetObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AddTagsCommand, CreateModelCommand, DeleteModelCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../../../src/local/sagemaker/policy/policy-document.js';
import { policyOf } from '../../../support/local/policy.js';
import type { Clients } from '../local-sagemaker.js';
import { bucket, clientsOf, role, startFixture } from '../local-sagemaker.js';

const nothing = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [] }));
const user = 'User: arn:aws:iam::123456789012:user/tunewright-local is not authorized to perform: ';

async function bound(policy: ReturnType<typeof parsePolicy>, key?: string): Promise<Clients> {
  const { url } = await startFixture({ policy });
  return clientsOf(url, key === undefined ? {} : { accessKeyId: key, secret: key });
}

const model = { ModelName: 'M1', ExecutionRoleArn: role, PrimaryContainer: { Image: 'image' } };
const tags = [{ Key: 'tunewright:run', Value: 'r' }];

test('each service refuses what is not allowed in its own words', async () => {
  const { sageMaker, s3, logs, runtime } = await bound(nothing);
  await expect(sageMaker.send(new ListModelsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `${user}sagemaker:ListModels on resource: * because no identity-based policy allows the sagemaker:ListModels action`,
  });
  await expect(s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `${user}s3:GetObject on resource: "arn:aws:s3:::${bucket}/k" because no identity-based policy allows the s3:GetObject action`,
  });
  await expect(s3.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(
    logs.send(new GetLogEventsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs', logStreamName: 's' })),
  ).rejects.toThrow('log-group:/aws/sagemaker/TrainingJobs:log-stream:s');
  await expect(runtime.send(new InvokeEndpointCommand({ EndpointName: 'E', Body: 'x' }))).rejects.toThrow(
    'sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:us-east-1:123456789012:endpoint/e',
  );
});

test('who one is may always be asked', async () => {
  const { sts } = await bound(nothing);
  await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Account: '123456789012' });
});

test('the administrator is bound by no policy', async () => {
  const { sageMaker } = await bound(nothing, 'admin');
  await expect(sageMaker.send(new ListModelsCommand({}))).resolves.toMatchObject({ Models: [] });
});

test('a worker may create only with the tag of a run', async () => {
  const { sageMaker } = await bound(policyOf('worker'));
  await expect(sageMaker.send(new CreateModelCommand({ ...model, Tags: [] }))).rejects.toThrow('sagemaker:CreateModel');
  await expect(sageMaker.send(new CreateModelCommand({ ...model, Tags: tags }))).resolves.toHaveProperty('ModelArn');
});

test('a role is passed only where that is allowed', async () => {
  const withoutRoles = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }],
  };
  const { sageMaker } = await bound(parsePolicy(JSON.stringify(withoutRoles)));
  await expect(sageMaker.send(new CreateModelCommand(model))).rejects.toThrow(`iam:PassRole on resource: ${role}`);
});

test('a worker may not tag what stands, the way into sweeps of other things', async () => {
  const { sageMaker } = await bound(policyOf('worker'));
  const { ModelArn } = await sageMaker.send(new CreateModelCommand({ ...model, Tags: tags }));
  await expect(sageMaker.send(new AddTagsCommand({ ResourceArn: ModelArn, Tags: tags }))).rejects.toThrow(
    'sagemaker:AddTags',
  );
});

test('the denial of our tag keys holds against a policy that allows everything', async () => {
  const everything = { Effect: 'Allow' as const, Action: ['*'], Resource: ['*'] };
  const policy = { ...nothing, Statement: [everything, ...policyOf('deny-tags').Statement] };
  const { sageMaker } = await bound(policy);
  const { ModelArn } = await sageMaker.send(new CreateModelCommand(model));
  const tagging = sageMaker.send(new AddTagsCommand({ ResourceArn: ModelArn, Tags: tags }));
  await expect(tagging).rejects.toThrow('with an explicit deny in an identity-based policy');
  const others = [{ Key: 'team', Value: 'a' }];
  await expect(sageMaker.send(new AddTagsCommand({ ResourceArn: ModelArn, Tags: others }))).resolves.toBeDefined();
});

test('the command line may look and upload, and deletes nothing', async () => {
  const { sageMaker, s3 } = await bound(policyOf('cli'));
  await expect(s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }))).resolves.toBeDefined();
  await expect(sageMaker.send(new DeleteModelCommand({ ModelName: 'm' }))).rejects.toThrow('sagemaker:DeleteModel');
});

test('a copy needs the right to read its source', async () => {
  const { s3 } = await bound(policyOf('cli'));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
  const writes = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }] };
  const { s3: writer } = await bound(parsePolicy(JSON.stringify(writes)));
  const copy = new CopyObjectCommand({ Bucket: bucket, Key: 'c', CopySource: `${bucket}/k` });
  await expect(writer.send(copy)).rejects.toThrow('s3:GetObject');
});
