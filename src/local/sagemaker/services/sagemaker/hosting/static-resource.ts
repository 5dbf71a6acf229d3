import { sageMakerArn } from '../../../wire/account.js';
import type { SageMakerResource } from '../../../wire/account.js';
import { nowInSeconds } from '../../../wire/clock.js';
import { pageOf } from '../resources/list-page.js';
import type { Tag } from '../resources/tag.js';
import { validationException } from '../../../wire/service-error.js';
import type { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';
import type { StaticStore } from './static-store.js';

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
export interface ResourceKind {
  readonly resource: SageMakerResource;
  /** As error messages call it. */
  readonly noun: string;
  readonly nameMember: string;
  readonly arnMember: string;
  readonly listMember: string;
  /** Members of the request that Describe gives back. */
  readonly echoed: readonly string[];
}

export const modelKind: ResourceKind = {
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

export const endpointConfigKind: ResourceKind = {
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

export interface StaticOperations {
  readonly create: Operation;
  readonly describe: Operation;
  readonly list: Operation;
  readonly delete: Operation;
}

export function couldNotFind(noun: string, arn: string): ServiceError {
  return validationException(`Could not find ${noun} "${arn}".`);
}

export function alreadyExists(noun: string, arn: string): ServiceError {
  return validationException(`Cannot create already existing ${noun} "${arn}".`);
}

/** `check` looks at what the shape can't say, e.g. whether the models of a config exist. */
export function staticOperations(
  kind: ResourceKind,
  storeOf: (region: string) => StaticStore,
  check: (input: JsonObject, region: string) => void,
): StaticOperations {
  const arnOf = (name: string, region: string): string => sageMakerArn(region, kind.resource, name);
  const existing = (input: JsonObject, region: string): StaticResource => {
    const name = String(input[kind.nameMember]);
    const found = storeOf(region).find(name);
    if (found === undefined) throw couldNotFind(kind.noun, arnOf(name, region));
    return found;
  };
  const identity = ({ name, arn, creationTime }: StaticResource): JsonObject => ({
    [kind.nameMember]: name,
    [kind.arnMember]: arn,
    CreationTime: creationTime,
  });
  return {
    create: (input, region) => {
      const name = String(input[kind.nameMember]);
      const arn = arnOf(name, region);
      if (storeOf(region).isTaken(name)) throw alreadyExists(kind.noun, arn);
      check(input, region);
      const { Tags = [], ...request } = input;
      const now = nowInSeconds();
      const tags = Tags as Tag[];
      storeOf(region).put({ name, arn, request, tags, creationTime: now, lastModifiedTime: now });
      return { [kind.arnMember]: arn };
    },
    describe: (input, region) => {
      const found = existing(input, region);
      const echo = kind.echoed.filter((member) => member in found.request);
      return { ...identity(found), ...Object.fromEntries(echo.map((member) => [member, found.request[member]])) };
    },
    list: (input, region) => {
      const { items, nextToken } = pageOf(storeOf(region).all(), input, { sortOrder: 'Descending' });
      return { [kind.listMember]: items.map(identity), ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
    },
    delete: (input, region) => {
      storeOf(region).delete(existing(input, region).name);
      return undefined;
    },
  };
}
