/**
 * Bodies of SageMaker's Create calls as they go over the wire: the members that Tunewright sends.
 * Names and forms are those of the SageMaker API reference.
 */

export interface Tag {
  Key: string;
  Value: string;
}

export interface Channel {
  ChannelName: string;
  DataSource: {
    S3DataSource: { S3DataType: 'S3Prefix'; S3Uri: string; S3DataDistributionType: 'FullyReplicated' };
  };
  ContentType?: string;
  InputMode?: 'File';
}

export interface CreateTrainingJobBody {
  TrainingJobName: string;
  AlgorithmSpecification: {
    TrainingInputMode: 'File';
    TrainingImage: string;
    MetricDefinitions?: { Name: string; Regex: string }[];
  };
  RoleArn: string;
  InputDataConfig: Channel[];
  OutputDataConfig: { S3OutputPath: string; KmsKeyId?: string };
  ResourceConfig: {
    InstanceCount: number;
    InstanceType: string;
    VolumeSizeInGB: number;
    VolumeKmsKeyId?: string;
    KeepAlivePeriodInSeconds?: number;
  };
  StoppingCondition: { MaxRuntimeInSeconds: number; MaxWaitTimeInSeconds?: number };
  HyperParameters: Record<string, string>;
  Environment?: Record<string, string>;
  EnableNetworkIsolation?: boolean;
  EnableInterContainerTrafficEncryption?: boolean;
  EnableManagedSpotTraining?: boolean;
  CheckpointConfig?: { S3Uri: string };
  VpcConfig?: VpcConfig;
  Tags: Tag[];
}

export interface VpcConfig {
  Subnets: string[];
  SecurityGroupIds: string[];
}

/** Either form of the model's files. */
export type ModelFiles =
  | { ModelDataUrl: string }
  | { ModelDataSource: { S3DataSource: { S3Uri: string; S3DataType: 'S3Prefix'; CompressionType: 'None' } } };

export interface CreateModelBody {
  ModelName: string;
  ExecutionRoleArn: string;
  PrimaryContainer: { Image: string; Environment: Record<string, string> } & ModelFiles;
  VpcConfig?: VpcConfig;
  EnableNetworkIsolation?: boolean;
  Tags: Tag[];
}

export interface ProductionVariant {
  VariantName: string;
  ModelName: string;
  InitialVariantWeight: number;
  InitialInstanceCount: number;
  InstanceType: string;
  VolumeSizeInGB?: number;
  ModelDataDownloadTimeoutInSeconds?: number;
  ContainerStartupHealthCheckTimeoutInSeconds?: number;
}

export interface CreateEndpointConfigBody {
  EndpointConfigName: string;
  ProductionVariants: ProductionVariant[];
  KmsKeyId?: string;
  DataCaptureConfig?: Record<string, unknown>;
  Tags: Tag[];
}

export interface CreateEndpointBody {
  EndpointName: string;
  EndpointConfigName: string;
  Tags: Tag[];
}

export interface CapacityShare {
  Type: 'CAPACITY_PERCENT';
  Value: number;
}

export interface TrafficRoutingConfiguration {
  Type: 'ALL_AT_ONCE' | 'CANARY' | 'LINEAR';
  /** The bake time. */
  WaitIntervalInSeconds: number;
  CanarySize?: CapacityShare;
  LinearStepSize?: CapacityShare;
}

export interface DeploymentConfig {
  BlueGreenUpdatePolicy?: { TrafficRoutingConfiguration: TrafficRoutingConfiguration };
  RollingUpdatePolicy?: { MaximumBatchSize: CapacityShare; WaitIntervalInSeconds: number };
  AutoRollbackConfiguration?: { Alarms: { AlarmName: string }[] };
}

export interface UpdateEndpointBody {
  EndpointName: string;
  EndpointConfigName: string;
  /** Left out: all at once, AWS's default. */
  DeploymentConfig?: DeploymentConfig;
}
