import type { Step } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { variantName } from '../../contract/names.js';
import type { HostingRung, HostingTarget } from '../../contract/run/plan.js';
import type { CreateEndpointConfigBody, ProductionVariant } from './request-bodies.js';
import { hostingNames } from './resource-names.js';
import { tagsOf } from './resource-tags.js';
import { rungOfStep } from './rung-of-step.js';

/** Body of CreateEndpointConfig as the Python SDK's JumpStart classes send it: one variant that gets all traffic. */
export function endpointConfigRequest(target: HostingTarget, step: Step): CreateEndpointConfigBody {
  const names = hostingNames(target, step.attempt);
  const { kmsKeyId, dataCapture } = target.hosting;
  const variant = { ...variantOf(target, rungOfStep(target.hosting.rungs, step)), ModelName: names.model };
  return defined({
    EndpointConfigName: names.endpointConfig,
    ProductionVariants: [variant],
    KmsKeyId: kmsKeyId,
    DataCaptureConfig: dataCapture,
    Tags: tagsOf(target, { ...variant, ModelName: '', kmsKeyId, ...defined({ dataCapture }) }),
  });
}

function variantOf({ hosting }: HostingTarget, rung: HostingRung): Omit<ProductionVariant, 'ModelName'> {
  return defined({
    VariantName: variantName,
    InitialVariantWeight: 1,
    InitialInstanceCount: hosting.instanceCount,
    InstanceType: rung.instanceType,
    VolumeSizeInGB: rung.volumeSizeInGB,
    ModelDataDownloadTimeoutInSeconds: hosting.modelDataDownloadTimeoutInSeconds,
    ContainerStartupHealthCheckTimeoutInSeconds: hosting.containerStartupHealthCheckTimeoutInSeconds,
  });
}
