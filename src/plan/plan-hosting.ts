import * as catalog from '../catalog/index.js';
import type { HostingPlan } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { HostingRequest } from '../contract/requests.js';
import { attempt } from './attempt.js';
import type { DecisionContext } from './decision-input.js';
import { typesOf } from './plan-training.js';
import { supportsVolumeSize } from './volumes.js';

/** The hosting half of a decision, with one rung for each instance type asked for. */
export function planHosting(
  { request, spec, buckets, account }: DecisionContext & { request: HostingRequest },
  trainedOn: string | undefined,
): { plan: HostingPlan; problems: Problem[] } {
  const problems: Problem[] = [];
  const { endpoint = {} } = request;
  const types = typesOf(endpoint.instanceType) ?? [
    attempt(problems, () => catalog.defaultInstanceType(spec, 'inference', trainedOn)),
  ];
  const { modelDataDownloadTimeout: download, containerStartupHealthCheckTimeout: startup } = spec.inference;
  return {
    problems,
    plan: {
      rungs: types.map((instanceType) => ({
        instanceType,
        imageUri: attempt(problems, () => catalog.imageUri(spec, 'inference', instanceType, account.region)),
        environment: catalog.inferenceEnvironment(spec, instanceType),
        ...(spec.inference.volumeSize !== undefined && supportsVolumeSize(instanceType)
          ? { volumeSizeInGB: spec.inference.volumeSize }
          : {}),
      })),
      instanceCount: endpoint.instanceCount ?? 1,
      enableNetworkIsolation: spec.inference.enableNetworkIsolation,
      ...(catalog.isPrepacked(spec)
        ? {}
        : { repackScriptUri: attempt(problems, () => catalog.scriptUri(spec, 'inference', buckets)) }),
      ...(endpoint.name === undefined ? {} : { endpointName: endpoint.name }),
      ...(endpoint.kmsKeyId === undefined ? {} : { kmsKeyId: endpoint.kmsKeyId }),
      ...(download === undefined ? {} : { modelDataDownloadTimeoutInSeconds: download }),
      ...(startup === undefined ? {} : { containerStartupHealthCheckTimeoutInSeconds: startup }),
    },
  };
}
