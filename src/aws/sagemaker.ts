import * as sdk from '@aws-sdk/client-sagemaker';
import type { AwsClients } from './clients.js';

/** A request as it goes over the wire: instance types are texts, since SageMaker has newer ones than the SDK's list. */
type Wire<T> = T extends Date | Uint8Array
  ? T
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: K extends 'InstanceType' ? string | undefined : Wire<T[K]> }
      : T;

/** The calls of SageMaker that a run makes; bodies and answers are SageMaker's own. Errors are the SDK's. */
export interface SageMaker {
  createTrainingJob(body: Wire<sdk.CreateTrainingJobRequest>): Promise<void>;
  describeTrainingJob(name: string): Promise<sdk.DescribeTrainingJobResponse>;
  stopTrainingJob(name: string): Promise<void>;
  createModel(body: sdk.CreateModelInput): Promise<void>;
  describeModel(name: string): Promise<sdk.DescribeModelOutput>;
  deleteModel(name: string): Promise<void>;
  createEndpointConfig(body: Wire<sdk.CreateEndpointConfigInput>): Promise<void>;
  describeEndpointConfig(name: string): Promise<sdk.DescribeEndpointConfigOutput>;
  deleteEndpointConfig(name: string): Promise<void>;
  createEndpoint(body: sdk.CreateEndpointInput): Promise<void>;
  describeEndpoint(name: string): Promise<sdk.DescribeEndpointOutput>;
  updateEndpoint(body: sdk.UpdateEndpointInput): Promise<void>;
  deleteEndpoint(name: string): Promise<void>;
  listEndpoints(nameContains?: string): Promise<sdk.EndpointSummary[]>;
  /** Tags by key. */
  tags(arn: string): Promise<Record<string, string>>;
}

/** @param first its calls go before those that can wait */
export function sageMaker(clients: AwsClients, signal?: AbortSignal, first = false): SageMaker {
  const options = signal === undefined ? {} : { abortSignal: signal };
  const client = (): Promise<sdk.SageMakerClient> => clients.sagemaker({ first });
  return {
    async createTrainingJob(body) {
      await (await client()).send(new sdk.CreateTrainingJobCommand(body as sdk.CreateTrainingJobRequest), options);
    },
    async describeTrainingJob(TrainingJobName) {
      return (await client()).send(new sdk.DescribeTrainingJobCommand({ TrainingJobName }), options);
    },
    async stopTrainingJob(TrainingJobName) {
      await (await client()).send(new sdk.StopTrainingJobCommand({ TrainingJobName }), options);
    },
    async createModel(body) {
      await (await client()).send(new sdk.CreateModelCommand(body), options);
    },
    async describeModel(ModelName) {
      return (await client()).send(new sdk.DescribeModelCommand({ ModelName }), options);
    },
    async deleteModel(ModelName) {
      await (await client()).send(new sdk.DeleteModelCommand({ ModelName }), options);
    },
    async createEndpointConfig(body) {
      await (await client()).send(new sdk.CreateEndpointConfigCommand(body as sdk.CreateEndpointConfigInput), options);
    },
    async describeEndpointConfig(EndpointConfigName) {
      return (await client()).send(new sdk.DescribeEndpointConfigCommand({ EndpointConfigName }), options);
    },
    async deleteEndpointConfig(EndpointConfigName) {
      await (await client()).send(new sdk.DeleteEndpointConfigCommand({ EndpointConfigName }), options);
    },
    async createEndpoint(body) {
      await (await client()).send(new sdk.CreateEndpointCommand(body), options);
    },
    async describeEndpoint(EndpointName) {
      return (await client()).send(new sdk.DescribeEndpointCommand({ EndpointName }), options);
    },
    async updateEndpoint(body) {
      await (await client()).send(new sdk.UpdateEndpointCommand(body), options);
    },
    async deleteEndpoint(EndpointName) {
      await (await client()).send(new sdk.DeleteEndpointCommand({ EndpointName }), options);
    },
    async listEndpoints(nameContains) {
      const found: sdk.EndpointSummary[] = [];
      const pages = sdk.paginateListEndpoints(
        { client: await client() },
        nameContains === undefined ? {} : { NameContains: nameContains },
      );
      for await (const page of pages) found.push(...(page.Endpoints ?? []));
      return found;
    },
    async tags(ResourceArn) {
      const found: Record<string, string> = {};
      for await (const page of sdk.paginateListTags({ client: await client() }, { ResourceArn })) {
        for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) found[Key] = Value ?? '';
      }
      return found;
    },
  };
}
