import type { JsonObject } from '../../../wire/service/operation.js';
import type { SageMakerResource } from '../resources/sagemaker-arn.js';
import type { Tag } from '../resources/tag.js';

/** A model or an endpoint config: once created it never changes. */
export interface StaticResource {
  readonly name: string;
  readonly arn: string;
  /** The members of the create call, without Tags. */
  readonly request: JsonObject;
  readonly tags: readonly Tag[];
  readonly creationTime: number;
  readonly lastModifiedTime: number;
}

/** How the two kinds differ. */
export interface StaticResourceKind {
  readonly resource: SageMakerResource;
  /** As error messages call it. */
  readonly noun: string;
  readonly nameMember: string;
  readonly arnMember: string;
  readonly listMember: string;
  /** Members of the request that Describe gives back. */
  readonly echoed: readonly string[];
}

export const modelKind: StaticResourceKind = {
  resource: 'model',
  noun: 'model',
  nameMember: 'ModelName',
  arnMember: 'ModelArn',
  listMember: 'Models',
  echoed: [
    'PrimaryContainer',
    'Containers',
    'InferenceExecutionConfig',
    'ExecutionRoleArn',
    'VpcConfig',
    'EnableNetworkIsolation',
  ],
};

export const endpointConfigKind: StaticResourceKind = {
  resource: 'endpoint-config',
  noun: 'endpoint configuration',
  nameMember: 'EndpointConfigName',
  arnMember: 'EndpointConfigArn',
  listMember: 'EndpointConfigs',
  echoed: [
    'ProductionVariants',
    'DataCaptureConfig',
    'KmsKeyId',
    'AsyncInferenceConfig',
    'ExecutionRoleArn',
    'VpcConfig',
    'EnableNetworkIsolation',
  ],
};
