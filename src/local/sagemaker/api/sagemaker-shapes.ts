import type { Shape } from './shapes.js';

type Members = Readonly<Record<string, Shape>>;

const namePattern = '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';
const modelNamePattern = '[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?';
const rolePattern = 'arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
const tagPattern = '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)';

const required = { required: true } as const;
const text: Shape = { type: 'string' };
const number: Shape = { type: 'number' };
const boolean: Shape = { type: 'boolean' };
const name: Shape = { type: 'string', max: 63, pattern: namePattern };
const modelName: Shape = { type: 'string', max: 63, pattern: modelNamePattern };
const role: Shape = { type: 'string', min: 20, max: 2048, pattern: rolePattern };
const s3Uri: Shape = { type: 'string', max: 1024, pattern: '(https|s3)://([^/]+)/?(.*)' };
const environmentKey: Shape = { type: 'string', max: 512, pattern: '[a-zA-Z_][a-zA-Z0-9_]*' };

function structure(members: Members): Shape {
  return { type: 'structure', members };
}

function oneOf(...values: string[]): Shape {
  return { type: 'string', values };
}

const tag = structure({
  Key: { type: 'string', ...required, min: 1, max: 128, pattern: tagPattern },
  Value: { type: 'string', ...required, max: 256, pattern: tagPattern },
});
const tags: Shape = { type: 'list', max: 50, member: tag };

const channel = structure({
  ChannelName: { type: 'string', ...required, min: 1, max: 64, pattern: '[A-Za-z0-9\\.\\-_]+' },
  DataSource: {
    ...required,
    type: 'structure',
    members: {
      S3DataSource: structure({
        S3DataType: { ...oneOf('ManifestFile', 'S3Prefix', 'AugmentedManifestFile', 'Converse'), ...required },
        S3Uri: { ...s3Uri, ...required },
        S3DataDistributionType: oneOf('FullyReplicated', 'ShardedByS3Key'),
      }),
    },
  },
  ContentType: { type: 'string', max: 256 },
  CompressionType: oneOf('None', 'Gzip'),
  InputMode: oneOf('Pipe', 'File', 'FastFile'),
});

const metricDefinition = structure({
  Name: { type: 'string', ...required, min: 1, max: 255 },
  Regex: { type: 'string', ...required, min: 1, max: 500 },
});

const container = structure({
  Image: { type: 'string', max: 255, pattern: '[\\S]+' },
  ModelDataUrl: s3Uri,
  ModelDataSource: structure({
    S3DataSource: structure({
      S3Uri: { ...s3Uri, ...required },
      S3DataType: { ...oneOf('S3Prefix', 'S3Object'), ...required },
      CompressionType: { ...oneOf('None', 'Gzip'), ...required },
    }),
  }),
  Environment: { type: 'map', max: 100, key: { type: 'string', max: 1024 }, value: { type: 'string', max: 1024 } },
});

const variant = structure({
  VariantName: { ...name, ...required },
  ModelName: modelName,
  InitialInstanceCount: { type: 'number', min: 1 },
  InstanceType: text,
  InitialVariantWeight: { type: 'number', min: 0 },
  ModelDataDownloadTimeoutInSeconds: { type: 'number', min: 60, max: 3600 },
  ContainerStartupHealthCheckTimeoutInSeconds: { type: 'number', min: 60, max: 3600 },
});

function listShape(sortBy: readonly string[], statuses: readonly string[] = []): Members {
  return {
    MaxResults: { type: 'number', min: 1, max: 100 },
    NextToken: { type: 'string', max: 8192 },
    NameContains: { type: 'string', max: 63, pattern: '[a-zA-Z0-9\\-]+' },
    SortBy: oneOf(...sortBy),
    SortOrder: oneOf('Ascending', 'Descending'),
    CreationTimeAfter: number,
    CreationTimeBefore: number,
    LastModifiedTimeAfter: number,
    LastModifiedTimeBefore: number,
    ...(statuses.length > 0 ? { StatusEquals: oneOf(...statuses) } : {}),
  };
}

const createTrainingJob: Members = {
  TrainingJobName: { ...name, ...required, min: 1 },
  RoleArn: { ...role, ...required },
  AlgorithmSpecification: structure({
    TrainingImage: { type: 'string', max: 255 },
    TrainingInputMode: { ...oneOf('Pipe', 'File', 'FastFile'), ...required },
    MetricDefinitions: { type: 'list', max: 40, member: metricDefinition },
  }),
  HyperParameters: { type: 'map', max: 100, key: { type: 'string', max: 256 }, value: { type: 'string', max: 2500 } },
  InputDataConfig: { type: 'list', min: 1, max: 20, member: channel },
  OutputDataConfig: { ...structure({ S3OutputPath: { ...s3Uri, ...required } }), ...required },
  ResourceConfig: structure({
    InstanceType: text,
    InstanceCount: { type: 'number', min: 0 },
    VolumeSizeInGB: { type: 'number', min: 0 },
  }),
  StoppingCondition: structure({
    MaxRuntimeInSeconds: { type: 'number', min: 1 },
    MaxPendingTimeInSeconds: { type: 'number', min: 1800, max: 2419200 },
  }),
  Environment: { type: 'map', max: 100, key: environmentKey, value: { type: 'string', max: 512 } },
  EnableNetworkIsolation: boolean,
  EnableInterContainerTrafficEncryption: boolean,
  Tags: tags,
};

const variants: Shape = { type: 'list', min: 1, max: 10, member: variant };
const arn: Shape = { type: 'string', max: 256, pattern: 'arn:.*' };
const job = { TrainingJobName: { ...name, ...required, min: 1 } };
const endpoint = { EndpointName: { ...name, ...required } };
const endpointConfig = { EndpointConfigName: { ...name, ...required } };
const model = { ModelName: { ...modelName, ...required } };
const jobStatuses = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped', 'Deleting'];
const endpointStatuses =
  'OutOfService Creating Updating SystemUpdating RollingBack InService Deleting Failed UpdateRollbackFailed'.split(' ');

/** The input of each operation, as far as the service model limits it and this stand-in looks at it. */
export const sageMakerShapes = {
  CreateTrainingJob: createTrainingJob,
  DescribeTrainingJob: job,
  StopTrainingJob: job,
  ListTrainingJobs: listShape(['Name', 'CreationTime', 'Status'], jobStatuses),
  CreateModel: {
    ...model,
    PrimaryContainer: container,
    Containers: { type: 'list', max: 15, member: container },
    ExecutionRoleArn: role,
    Tags: tags,
  },
  DescribeModel: model,
  DeleteModel: model,
  ListModels: listShape(['Name', 'CreationTime']),
  CreateEndpointConfig: { ...endpointConfig, ProductionVariants: { ...variants, ...required }, Tags: tags },
  DescribeEndpointConfig: endpointConfig,
  DeleteEndpointConfig: endpointConfig,
  ListEndpointConfigs: listShape(['Name', 'CreationTime']),
  CreateEndpoint: { ...endpoint, ...endpointConfig, Tags: tags },
  DescribeEndpoint: endpoint,
  UpdateEndpoint: { ...endpoint, ...endpointConfig },
  DeleteEndpoint: endpoint,
  ListEndpoints: listShape(['Name', 'CreationTime', 'Status'], endpointStatuses),
  AddTags: { ResourceArn: { ...arn, ...required }, Tags: { ...tags, ...required } },
  ListTags: { ResourceArn: { ...arn, ...required }, MaxResults: { type: 'number', min: 50 }, NextToken: text },
  DeleteTags: {
    ResourceArn: { ...arn, ...required },
    TagKeys: { type: 'list', ...required, min: 1, max: 50, member: { type: 'string', min: 1, max: 128 } },
  },
} as const satisfies Record<string, Members>;

export type SageMakerOperation = keyof typeof sageMakerShapes;
