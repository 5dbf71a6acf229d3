import type * as Logs from '@aws-sdk/client-cloudwatch-logs';
import type * as Kms from '@aws-sdk/client-kms';
import type * as Pricing from '@aws-sdk/client-pricing';
import type * as S3 from '@aws-sdk/client-s3';
import type * as SageMaker from '@aws-sdk/client-sagemaker';
import type * as Runtime from '@aws-sdk/client-sagemaker-runtime';
import type * as Quotas from '@aws-sdk/client-service-quotas';
import type * as Sqs from '@aws-sdk/client-sqs';
import type * as Sts from '@aws-sdk/client-sts';
import type * as Upload from '@aws-sdk/lib-storage';

/**
 * The SDK's packages of clients and commands, each loaded when something is first asked of its service: together they take some fifty megabytes,
 * which a process that asks AWS for nothing (a console, a command that looks at runs) does without.
 */
export const sdk = {
  sagemaker: (): Promise<typeof SageMaker> => import('@aws-sdk/client-sagemaker'),
  runtime: (): Promise<typeof Runtime> => import('@aws-sdk/client-sagemaker-runtime'),
  s3: (): Promise<typeof S3> => import('@aws-sdk/client-s3'),
  upload: (): Promise<typeof Upload> => import('@aws-sdk/lib-storage'),
  logs: (): Promise<typeof Logs> => import('@aws-sdk/client-cloudwatch-logs'),
  sts: (): Promise<typeof Sts> => import('@aws-sdk/client-sts'),
  quotas: (): Promise<typeof Quotas> => import('@aws-sdk/client-service-quotas'),
  sqs: (): Promise<typeof Sqs> => import('@aws-sdk/client-sqs'),
  kms: (): Promise<typeof Kms> => import('@aws-sdk/client-kms'),
  pricing: (): Promise<typeof Pricing> => import('@aws-sdk/client-pricing'),
};

/** Loads what every run asks of, so that the first one does not wait for it. */
export async function loadForRuns(): Promise<void> {
  await Promise.all([sdk.sts(), sdk.s3(), sdk.sagemaker(), sdk.quotas(), sdk.logs(), sdk.runtime()]);
}
