import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Surroundable } from './around-calls.js';
import { withAroundCalls } from './around-calls.js';
import type { Boundable } from './bounded-answers.js';
import { withBoundedAnswers } from './bounded-answers.js';
import { withExpectedBucketOwner } from './s3/expected-bucket-owner.js';
import { rateLimited } from './rate-limit/rate-limit-middleware.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import { sdk } from './sdk.js';

/** AWS clients of one region, each made (and its package loaded) when first asked for. */
export interface AwsClients {
  readonly region: string;
  /** `first`: its calls go before those that can wait. */
  sagemaker(options?: { first?: boolean }): Promise<SageMakerClient>;
  runtime(): Promise<SageMakerRuntimeClient>;
  /** `uploads`: a request that S3 is too busy for is sent again several times. */
  s3(options?: { uploads?: boolean }): Promise<S3Client>;
  logs(): Promise<CloudWatchLogsClient>;
  sts(): Promise<STSClient>;
  quotas(): Promise<ServiceQuotasClient>;
  sqs(): Promise<SQSClient>;
  kms(): Promise<KMSClient>;
  pricing(): Promise<PricingClient>;
}

/** Nothing: the SDK would otherwise warn on the console, in the middle of what is printed for people and programs. */
const ignore = (): void => undefined;
const logger = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** An upload of local data has hundreds of parts, and no Temporal over it: one part that is not taken loses them all. */
const attemptsOfUploads = 6;

/**
 * One attempt in the SDK plus one: retries are Temporal's business, and both together would multiply.
 * Sockets get 70 s, since an inference container may take 60 s to answer.
 */
const common = { maxAttempts: 2, logger, requestHandler: { requestTimeout: 70_000, connectionTimeout: 5_000 } };

/** SageMaker's control plane and CloudWatch Logs go through the limiter; S3, the runtime, STS and KMS have room enough. */
export function awsClients(region: string, limiter = new RateLimiter()): AwsClients {
  const config = { ...common, region };
  const repeatedByTheLimiter = { ...config, maxAttempts: 1 };
  const made = <Client extends Boundable & Surroundable>(client: Client): Client =>
    withBoundedAnswers(withAroundCalls(client, region));
  const control = (first: boolean): (() => Promise<SageMakerClient>) =>
    once(async () => {
      const { SageMakerClient } = await sdk.sagemaker();
      return made(rateLimited(new SageMakerClient(repeatedByTheLimiter), limiter, { region, first }));
    });
  const [waiting, urgent] = [control(false), control(true)];
  const objects = (maxAttempts: number): (() => Promise<S3Client>) =>
    once(async () => {
      const { S3Client } = await sdk.s3();
      const client = new S3Client({ ...config, maxAttempts, forcePathStyle: endpointOverridden() });
      return withExpectedBucketOwner(withAroundCalls(client, region));
    });
  const [storage, ofUploads] = [objects(config.maxAttempts), objects(attemptsOfUploads)];
  return {
    region,
    sagemaker: ({ first = false } = {}) => (first ? urgent() : waiting()),
    runtime: once(async () => made(new (await sdk.runtime()).SageMakerRuntimeClient(config))),
    s3: ({ uploads = false } = {}) => (uploads ? ofUploads() : storage()),
    logs: once(async () => {
      const { CloudWatchLogsClient } = await sdk.logs();
      return made(rateLimited(new CloudWatchLogsClient(repeatedByTheLimiter), limiter, { region }));
    }),
    sts: once(async () => made(new (await sdk.sts()).STSClient(config))),
    quotas: once(async () => made(new (await sdk.quotas()).ServiceQuotasClient(config))),
    sqs: once(async () => made(new (await sdk.sqs()).SQSClient(config))),
    kms: once(async () => made(new (await sdk.kms()).KMSClient(config))),
    pricing: once(async () => made(new (await sdk.pricing()).PricingClient(config))),
  };
}

/** A local endpoint has no DNS name per bucket. */
const endpointOverridden = (): boolean =>
  (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
