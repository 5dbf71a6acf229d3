import { resourceName } from '../contract/names.js';
import type { HostingRung, Plan } from '../contract/plan.js';
import type { CreateEndpointBody, CreateEndpointConfigBody, CreateModelBody } from './bodies.js';
import { tagsOf } from './tags.js';

export interface HostingRequests {
  model: CreateModelBody;
  endpointConfig: CreateEndpointConfigBody;
  endpoint: CreateEndpointBody;
}

/** Names of what a run deploys: one name for the model and the config, and for the endpoint unless the user gave one. */
export function hostingNames(plan: Plan): { model: string; endpointConfig: string; endpoint: string } {
  const name = resourceName(plan.run);
  return { model: name, endpointConfig: name, endpoint: plan.hosting.endpointName ?? name };
}

/** Bodies of CreateModel, CreateEndpointConfig and CreateEndpoint as the Python SDK's JumpStart classes send them. */
export function hostingRequests(plan: Plan, rung: HostingRung, modelData: string): HostingRequests {
  const names = hostingNames(plan);
  const model = modelWithoutName(plan, rung, modelData);
  const variant = {
    VariantName: 'AllTraffic',
    ModelName: names.model,
    InitialVariantWeight: 1,
    InitialInstanceCount: plan.hosting.instanceCount,
    InstanceType: rung.instanceType,
    ...timeouts(plan),
  };
  return {
    model: { ModelName: names.model, ...model, Tags: tagsOf(plan, model) },
    endpointConfig: {
      EndpointConfigName: names.endpointConfig,
      ProductionVariants: [variant],
      Tags: tagsOf(plan, { ...variant, ModelName: '' }),
    },
    endpoint: {
      EndpointName: names.endpoint,
      EndpointConfigName: names.endpointConfig,
      Tags: tagsOf(plan, { EndpointConfigName: names.endpointConfig }),
    },
  };
}

function modelWithoutName(
  plan: Plan,
  rung: HostingRung,
  modelData: string,
): Omit<CreateModelBody, 'ModelName' | 'Tags'> {
  const { hosting } = plan;
  // The script-mode generation is told where its script lies inside the repacked artifact.
  const scriptMode =
    hosting.repackScriptUri === undefined
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
      Environment: { ...hosting.environment, ...scriptMode },
      ModelDataUrl: modelData,
    },
    ...(hosting.enableNetworkIsolation ? { EnableNetworkIsolation: true } : {}),
  };
}

function timeouts(plan: Plan): {
  ModelDataDownloadTimeoutInSeconds?: number;
  ContainerStartupHealthCheckTimeoutInSeconds?: number;
} {
  const { modelDataDownloadTimeoutInSeconds: download, containerStartupHealthCheckTimeoutInSeconds: startup } =
    plan.hosting;
  return {
    ...(download === undefined ? {} : { ModelDataDownloadTimeoutInSeconds: download }),
    ...(startup === undefined ? {} : { ContainerStartupHealthCheckTimeoutInSeconds: startup }),
  };
}
