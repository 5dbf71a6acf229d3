import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { expect } from 'vitest';
import { bucket, role } from './local-sagemaker.js';
import type { Clients } from './local-sagemaker.js';

/** A complete CreateTrainingJob; `behaviour` is one of those in fixtures/trainer.mjs. */
export function trainingJob(
  name: string,
  behaviour: string,
  overrides: Partial<CreateTrainingJobRequest> = {},
): CreateTrainingJobRequest {
  return {
    TrainingJobName: name,
    RoleArn: role,
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/tunewright-local:1.0.0',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'validation:accuracy', Regex: 'val_accuracy=([0-9\\.]+)' }],
    },
    HyperParameters: { behaviour },
    InputDataConfig: [
      {
        ChannelName: 'training',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/reviews/` } },
      },
    ],
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/output` },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...overrides,
  };
}

async function putReviews({ s3 }: Clients): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'reviews/data.csv', Body: '1,good\n0,bad\n' }));
}

export async function startTraining(clients: Clients, request: CreateTrainingJobRequest): Promise<void> {
  await putReviews(clients);
  await clients.sageMaker.send(new CreateTrainingJobCommand(request));
}

export function describeJob({ sageMaker }: Clients, name: string): Promise<DescribeTrainingJobResponse> {
  return sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

/** Waits until the job has this TrainingJobStatus or SecondaryStatus. */
export async function jobIn(clients: Clients, name: string, status: string): Promise<DescribeTrainingJobResponse> {
  await expect
    .poll(
      async () => {
        const { TrainingJobStatus, SecondaryStatus } = await describeJob(clients, name);
        return [TrainingJobStatus, SecondaryStatus];
      },
      { interval: 25 },
    )
    .toContain(status);
  return describeJob(clients, name);
}
