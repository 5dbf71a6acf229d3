import * as sdk from '@aws-sdk/client-sagemaker';
import type { AwsClients } from './clients.js';

/** One resource of a region, whoever made it. */
export interface InventoryItem {
  kind: 'training job' | 'endpoint' | 'endpoint config' | 'model';
  name: string;
  arn: string;
  /** Configs and models have no state of their own. */
  state: string;
}

/** What costs money or is in the way: training jobs in progress, then all endpoints, endpoint configs and models. */
export async function* inventory(clients: AwsClients, signal: AbortSignal): AsyncGenerator<InventoryItem> {
  const client = await clients.sagemaker();
  const options = { abortSignal: signal };
  for await (const page of sdk.paginateListTrainingJobs({ client }, { StatusEquals: 'InProgress' }, options)) {
    for (const { TrainingJobName: name, TrainingJobArn: arn, TrainingJobStatus: state } of page.TrainingJobSummaries ??
      []) {
      yield* item('training job', name, arn, state);
    }
  }
  for await (const page of sdk.paginateListEndpoints({ client }, {}, options)) {
    for (const { EndpointName: name, EndpointArn: arn, EndpointStatus: state } of page.Endpoints ?? []) {
      yield* item('endpoint', name, arn, state);
    }
  }
  for await (const page of sdk.paginateListEndpointConfigs({ client }, {}, options)) {
    for (const { EndpointConfigName: name, EndpointConfigArn: arn } of page.EndpointConfigs ?? []) {
      yield* item('endpoint config', name, arn);
    }
  }
  for await (const page of sdk.paginateListModels({ client }, {}, options)) {
    for (const { ModelName: name, ModelArn: arn } of page.Models ?? []) yield* item('model', name, arn);
  }
}

function* item(
  kind: InventoryItem['kind'],
  name: string | undefined,
  arn: string | undefined,
  state = 'Created',
): Generator<InventoryItem> {
  if (name !== undefined && arn !== undefined) yield { kind, name, arn, state };
}
