import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeEndpointCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import { pack } from 'tar-stream';
import type { FineTuneResult } from '../../../src/contract/run/results.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { bucket } from '../../local/sagemaker/local-sagemaker.js';

/** What stands in the local SageMaker, or whose name contains `NameContains`: of training jobs those in progress, others cost nothing. */
export async function standing({ sageMaker }: Clients, NameContains?: string): Promise<string[]> {
  const which = { MaxResults: 100, ...(NameContains === undefined ? {} : { NameContains }) };
  const lists = await Promise.all([
    sageMaker.send(new ListTrainingJobsCommand({ ...which, StatusEquals: 'InProgress' })),
    sageMaker.send(new ListEndpointsCommand(which)),
    sageMaker.send(new ListEndpointConfigsCommand(which)),
    sageMaker.send(new ListModelsCommand(which)),
  ]);
  const [{ TrainingJobSummaries: jobs }, { Endpoints: endpoints }, { EndpointConfigs: configs }, { Models: models }] =
    lists;
  return [
    ...(jobs ?? []).map(({ TrainingJobName: name }) => `training job ${name}`),
    ...(endpoints ?? []).map(({ EndpointName: name }) => `endpoint ${name}`),
    ...(configs ?? []).map(({ EndpointConfigName: name }) => `endpoint config ${name}`),
    ...(models ?? []).map(({ ModelName: name }) => `model ${name}`),
  ].sort();
}

/** How an endpoint stands and on which config. */
export const endpointAt = ({ sageMaker }: Clients, EndpointName: string): Promise<DescribeEndpointOutput> =>
  sageMaker.send(new DescribeEndpointCommand({ EndpointName }));

/** Puts an artifact there whose container predicts `0` or `1` for every text, or answers `nonsense`. @returns its URI */
export async function putArtifact({ s3 }: Clients, predicts: '0' | '1' | 'nonsense'): Promise<string> {
  const archive = pack();
  archive.entry({ name: 'predicts.txt' }, predicts);
  archive.finalize();
  const Key = `artifacts/${predicts}/model.tar.gz`;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: gzipSync(await buffer(archive)) }));
  return `s3://${bucket}/${Key}`;
}

/** The same of what a run has deployed. */
export const standingOf = ({ endpoint }: Pick<FineTuneResult, 'endpoint'>): string[] =>
  endpoint === null
    ? []
    : [`endpoint ${endpoint.name}`, `endpoint config ${endpoint.configName}`, `model ${endpoint.modelName}`].sort();
