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
  OutputDataConfig: { S3OutputPath: string };
  ResourceConfig: { InstanceCount: number; InstanceType: string; VolumeSizeInGB: number };
  StoppingCondition: { MaxRuntimeInSeconds: number };
  HyperParameters: Record<string, string>;
  Environment?: Record<string, string>;
  EnableNetworkIsolation?: boolean;
  EnableInterContainerTrafficEncryption?: boolean;
  Tags: Tag[];
}

export interface CreateModelBody {
  ModelName: string;
  ExecutionRoleArn: string;
  PrimaryContainer: { Image: string; Environment: Record<string, string>; ModelDataUrl: string };
  EnableNetworkIsolation?: boolean;
  Tags: Tag[];
}

export interface ProductionVariant {
  VariantName: string;
  ModelName: string;
  InitialVariantWeight: number;
  InitialInstanceCount: number;
  InstanceType: string;
  ModelDataDownloadTimeoutInSeconds?: number;
  ContainerStartupHealthCheckTimeoutInSeconds?: number;
}

export interface CreateEndpointConfigBody {
  EndpointConfigName: string;
  ProductionVariants: ProductionVariant[];
  Tags: Tag[];
}

export interface CreateEndpointBody {
  EndpointName: string;
  EndpointConfigName: string;
  Tags: Tag[];
}
