import { arn } from '../wire/arn.js';
import type { JsonObject } from '../wire/service/operation.js';
import { right } from './right.js';
import type { Right } from './right.js';

interface Kind {
  /** As in an ARN. */
  readonly name: string;
  /** The member that names one. */
  readonly member: string;
}

const kinds = {
  TrainingJob: { name: 'training-job', member: 'TrainingJobName' },
  Model: { name: 'model', member: 'ModelName' },
  EndpointConfig: { name: 'endpoint-config', member: 'EndpointConfigName' },
  Endpoint: { name: 'endpoint', member: 'EndpointName' },
} satisfies Record<string, Kind>;

const endpoints = new Map<string, Kind>([
  ['UpdateEndpointWeightsAndCapacities', kinds.Endpoint],
  ['InvokeEndpoint', kinds.Endpoint],
]);

/** What SageMaker and its runtime ask for, by the service authorization reference. */
export function sageMakerRights(operation: string, input: JsonObject, region: string): Right[] {
  const action = `sagemaker:${operation}`;
  if (operation.endsWith('Tags')) return [right(action, text(input, 'ResourceArn'), tagKeys(input))];
  if (operation.includes('HubContent')) {
    const hub = text(input, 'HubName');
    return [right(action, arn('sagemaker', region, `hub-content/${hub}/${text(input, 'HubContentType')}/*`, 'aws'))];
  }
  const kind = endpoints.get(operation) ?? kindOf(operation);
  if (kind === undefined) return [right(action, '*')];
  const resource = resourceArn(kind, input, region);
  return [
    right(action, resource, requestTags(input)),
    ...configOf(operation, input, region).map((config) => right(action, config, requestTags(input))),
    ...(tagsOf(input).length === 0
      ? []
      : [right('sagemaker:AddTags', resource, { ...tagKeys(input), 'sagemaker:TaggingAction': [operation] })]),
    ...passedRoles(input),
  ];
}

/** `DescribeModel` is about a model; `ListModels` about all, for which there is no narrower resource. */
function kindOf(operation: string): Kind | undefined {
  const [, name = ''] = /^(?:Create|Describe|Update|Stop|Delete)([A-Z][A-Za-z]*)$/.exec(operation) ?? [];
  return new Map<string, Kind>(Object.entries(kinds)).get(name);
}

/** ARNs carry names in lower case. */
const resourceArn = ({ name, member }: Kind, input: JsonObject, region: string): string =>
  arn('sagemaker', region, `${name}/${text(input, member).toLowerCase()}`);

const configOf = (operation: string, input: JsonObject, region: string): string[] =>
  ['CreateEndpoint', 'UpdateEndpoint'].includes(operation) ? [resourceArn(kinds.EndpointConfig, input, region)] : [];

function passedRoles(input: JsonObject): Right[] {
  const roles = ['RoleArn', 'ExecutionRoleArn'].map((member) => text(input, member)).filter((role) => role !== '');
  return roles.map((role) => right('iam:PassRole', role, { 'iam:PassedToService': ['sagemaker.amazonaws.com'] }));
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags that are none are refused later, by the operation itself. */
function tagsOf(input: JsonObject): Tag[] {
  const tags = Array.isArray(input['Tags']) ? (input['Tags'] as unknown[]) : [];
  return tags.filter(
    (tag): tag is Tag => typeof tag === 'object' && tag !== null && 'Key' in tag && typeof tag.Key === 'string',
  );
}

function tagKeys(input: JsonObject): Right['context'] {
  const removed = Array.isArray(input['TagKeys']) ? input['TagKeys'].filter((key) => typeof key === 'string') : [];
  return { 'aws:TagKeys': [...tagsOf(input).map(({ Key }) => Key), ...removed] };
}

function requestTags(input: JsonObject): Right['context'] {
  const tags = tagsOf(input).map(({ Key, Value }) => [`aws:RequestTag/${Key}`, [String(Value)]] as const);
  return { ...Object.fromEntries(tags), ...tagKeys(input) };
}

const text = (input: JsonObject, member: string): string => {
  const value = input[member];
  return typeof value === 'string' ? value : '';
};
