import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient } from '@aws-sdk/client-kms';
import { PricingClient } from '@aws-sdk/client-pricing';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import type { Aws, AwsClients } from '../../../src/aws/index.js';
import { account } from './plan.js';

type Input = Record<string, unknown>;

/** Answers by operation, e.g. `DescribeTrainingJob`; a function is asked at every call, and its error is the call's. */
export type Answers = Record<string, object | ((input: Input, signal?: AbortSignal) => unknown)>;

interface Identity {
  account: string;
  local: boolean;
}

export interface FakeAws {
  aws: Aws;
  /** Every call in its order. */
  calls: { operation: string; input: Input }[];
  /** How often each operation was called. */
  count(operation: string): number;
}

/** Whoever removes a config or a model asks who else uses it: nobody, where a test says nothing of it. */
const nobodyElse: Answers = { ListEndpoints: { Endpoints: [] }, ListEndpointConfigs: { EndpointConfigs: [] } };

/** A stand-in for AWS without a wire: the SDK's own command objects go in, answers written by the test come out. */
export function fakeAws(answers: Answers, identity: Identity | (() => Identity) = { account, local: false }): FakeAws {
  const calls: FakeAws['calls'] = [];
  const send = async (command: { input: Input }, options?: { abortSignal?: AbortSignal }): Promise<unknown> => {
    const operation = command.constructor.name.replace(/Command$/, '');
    calls.push({ operation, input: command.input });
    const answer = answers[operation] ?? nobodyElse[operation];
    if (answer === undefined) throw new Error(`the test gives no answer to ${operation}`);
    return typeof answer === 'function'
      ? await (answer as (...args: unknown[]) => unknown)(command.input, options?.abortSignal)
      : answer;
  };
  // Paginators ask for an instance of the client's class.
  const client = <T extends object>(prototype: T): Promise<T> =>
    Promise.resolve(Object.assign(Object.create(prototype) as T, { send }));
  const clients: AwsClients = {
    region: 'us-east-1',
    sagemaker: () => client(SageMakerClient.prototype),
    runtime: () => client(SageMakerRuntimeClient.prototype),
    s3: () => client(S3Client.prototype),
    logs: () => client(CloudWatchLogsClient.prototype),
    sts: () => client(STSClient.prototype),
    quotas: () => client(ServiceQuotasClient.prototype),
    sqs: () => client(SQSClient.prototype),
    kms: () => client(KMSClient.prototype),
    pricing: () => client(PricingClient.prototype),
  };
  const aws = {
    clients: () => clients,
    region: () => Promise.resolve('us-east-1'),
    // Nothing is looked for that a test does not ask about.
    labelsOfEndpoint: () => Promise.resolve(null),
    identity: () => new Promise((resolve) => resolve(typeof identity === 'function' ? identity() : identity)),
  };
  return {
    aws: aws as unknown as Aws,
    calls,
    count: (operation) => calls.filter((call) => call.operation === operation).length,
  };
}

/** Gives the answers one after the other and then the last one for ever; an Error is thrown. */
export function inTurn(...answers: unknown[]): () => unknown {
  let turn = 0;
  return () => {
    const answer = answers[Math.min(turn++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

export const throwing = (error: Error) => (): never => {
  throw error;
};

/** The answer of ListTags. */
export const tagged = (tags: readonly { Key: string; Value: string }[]): { Tags: readonly object[] } => ({
  Tags: tags,
});
