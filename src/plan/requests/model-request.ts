import type { Step } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { HostingRung, HostingTarget, ModelData } from '../../contract/run/plan.js';
import { repackOf } from './repacked-artifact.js';
import type { CreateModelBody, ModelFiles } from './request-bodies.js';
import { hostingNames } from './resource-names.js';
import { tagsOf } from './resource-tags.js';
import { rungOfStep } from './rung-of-step.js';
import { vpcConfigOf } from './vpc-config.js';

/**
 * Body of CreateModel as the Python SDK's JumpStart classes send it.
 * `modelData` is the artifact as it was trained or published; where a repack is needed, the body names the repacked one.
 */
export function modelRequest(target: HostingTarget, step: Step, modelData: ModelData): CreateModelBody {
  const model = withoutName(target, rungOfStep(target.hosting.rungs, step), modelData);
  return { ModelName: hostingNames(target, step.attempt).model, ...model, Tags: tagsOf(target, model) };
}

function withoutName(
  target: HostingTarget,
  rung: HostingRung,
  modelData: ModelData,
): Omit<CreateModelBody, 'ModelName' | 'Tags'> {
  const repack = repackOf(target, modelData);
  // The script-mode generation is told where its script lies inside the repacked artifact.
  const scriptMode =
    repack === null
      ? {}
      : {
          SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
          SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
          SAGEMAKER_REGION: target.region,
        };
  return defined({
    ExecutionRoleArn: target.role,
    PrimaryContainer: {
      Image: rung.imageUri,
      Environment: { ...rung.environment, ...scriptMode },
      ...filesOf(repack === null ? modelData : { tarball: repack.target }),
    },
    VpcConfig: vpcConfigOf(target.vpc),
    EnableNetworkIsolation: target.hosting.enableNetworkIsolation || undefined,
  });
}

function filesOf(data: ModelData): ModelFiles {
  if ('tarball' in data) return { ModelDataUrl: data.tarball };
  return {
    ModelDataSource: { S3DataSource: { S3Uri: data.prefix, S3DataType: 'S3Prefix', CompressionType: 'None' } },
  };
}
