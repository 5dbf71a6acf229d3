import { resourceName } from '../../contract/names.js';
import type { HostingTarget, HostingRung, ModelData } from '../../contract/plan.js';
import type {
  CreateEndpointBody,
  CreateEndpointConfigBody,
  CreateModelBody,
  ModelFiles,
  ProductionVariant,
} from './request-bodies.js';
import { repackOf } from './repacked-artifact.js';
import { tagsOf } from './resource-tags.js';

export interface HostingRequests {
  model: CreateModelBody;
  endpointConfig: CreateEndpointConfigBody;
  endpoint: CreateEndpointBody;
}

/**
 * Names of what an attempt of a run deploys: one name for the model and the config, and for the endpoint, unless the user gave one,
 * that of the first attempt: it stays the same on every rung.
 */
export function hostingNames(
  plan: Pick<HostingTarget, 'run' | 'hosting'>,
  attempt = 1,
): { model: string; endpointConfig: string; endpoint: string } {
  const name = resourceName(plan.run, attempt);
  return { model: name, endpointConfig: name, endpoint: plan.hosting.endpointName ?? resourceName(plan.run) };
}

/**
 * Bodies of CreateModel, CreateEndpointConfig and CreateEndpoint as the Python SDK's JumpStart classes send them.
 * `modelData` is the artifact as it was trained or published; where a repack is needed, the body names the repacked one.
 */
export function hostingRequests(
  plan: HostingTarget,
  rung: HostingRung,
  modelData: ModelData,
  attempt = 1,
): HostingRequests {
  const names = hostingNames(plan, attempt);
  const model = modelWithoutName(plan, rung, modelData);
  const variant = { ...variantOf(plan, rung), ModelName: names.model };
  const { kmsKeyId } = plan.hosting;
  return {
    model: { ModelName: names.model, ...model, Tags: tagsOf(plan, model) },
    endpointConfig: {
      EndpointConfigName: names.endpointConfig,
      ProductionVariants: [variant],
      ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
      Tags: tagsOf(plan, { ...variant, ModelName: '', kmsKeyId }),
    },
    endpoint: {
      EndpointName: names.endpoint,
      EndpointConfigName: names.endpointConfig,
      Tags: tagsOf(plan, { EndpointConfigName: names.endpointConfig }),
    },
  };
}

function modelWithoutName(
  plan: HostingTarget,
  rung: HostingRung,
  modelData: ModelData,
): Omit<CreateModelBody, 'ModelName' | 'Tags'> {
  const repack = repackOf(plan, modelData);
  // The script-mode generation is told where its script lies inside the repacked artifact.
  const scriptMode =
    repack === null
      ? {}
      : {
          SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
          SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
          SAGEMAKER_REGION: plan.region,
        };
  return {
    ExecutionRoleArn: plan.role,
    PrimaryContainer: {
      Image: rung.imageUri,
      Environment: { ...rung.environment, ...scriptMode },
      ...filesOf(repack === null ? modelData : { tarball: repack.target }),
    },
    ...(plan.vpc === undefined
      ? {}
      : { VpcConfig: { Subnets: plan.vpc.subnets, SecurityGroupIds: plan.vpc.securityGroupIds } }),
    ...(plan.hosting.enableNetworkIsolation ? { EnableNetworkIsolation: true } : {}),
  };
}

function filesOf(data: ModelData): ModelFiles {
  if ('tarball' in data) return { ModelDataUrl: data.tarball };
  return {
    ModelDataSource: { S3DataSource: { S3Uri: data.prefix, S3DataType: 'S3Prefix', CompressionType: 'None' } },
  };
}

function variantOf(plan: HostingTarget, rung: HostingRung): Omit<ProductionVariant, 'ModelName'> {
  const { modelDataDownloadTimeoutInSeconds: download, containerStartupHealthCheckTimeoutInSeconds: startup } =
    plan.hosting;
  return {
    VariantName: 'AllTraffic',
    InitialVariantWeight: 1,
    InitialInstanceCount: plan.hosting.instanceCount,
    InstanceType: rung.instanceType,
    ...(rung.volumeSizeInGB === undefined ? {} : { VolumeSizeInGB: rung.volumeSizeInGB }),
    ...(download === undefined ? {} : { ModelDataDownloadTimeoutInSeconds: download }),
    ...(startup === undefined ? {} : { ContainerStartupHealthCheckTimeoutInSeconds: startup }),
  };
}
