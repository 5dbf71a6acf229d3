import * as catalog from '../../catalog/index.js';
import type { HostingPlan, HostingRung } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { HostingRequest } from '../../contract/requests.js';
import { attempt } from './or-problem.js';
import type { DecisionContext } from './decision-input.js';
import { resolveUpdate } from '../requests/update-request.js';
import { capacityWaits, typesOf } from './instance-ladder.js';
import { priceOf } from './instance-price.js';
import { supportsVolumeSize } from './volume-size.js';

/** The hosting half of a decision, with one rung for each instance type asked for. */
export function planHosting(
  input: DecisionContext & { request: HostingRequest },
  trainedOn: string | undefined,
): { plan: HostingPlan; problems: Problem[] } {
  const { request, spec, buckets } = input;
  const problems: Problem[] = [];
  const { endpoint = {} } = request;
  const types = typesOf(endpoint.instanceType) ?? [
    attempt(problems, () => catalog.defaultInstanceType(spec, 'inference', trainedOn)),
  ];
  const waits = capacityWaits(endpoint.capacityWaitInSeconds, types.length);
  const { modelDataDownloadTimeout: download, containerStartupHealthCheckTimeout: startup } = spec.inference;
  return {
    problems,
    plan: {
      rungs: types.map((type, index) => rungOf(input, { type, wait: waits[index] ?? 0 }, problems)),
      instanceCount: endpoint.instanceCount ?? 1,
      enableNetworkIsolation: spec.inference.enableNetworkIsolation,
      ...(catalog.isPrepacked(spec)
        ? {}
        : { repackScriptUri: attempt(problems, () => catalog.scriptUri(spec, 'inference', buckets)) }),
      ...(endpoint.name === undefined ? {} : { endpointName: endpoint.name }),
      ...(endpoint.update === undefined ? {} : { update: resolveUpdate(endpoint.update) }),
      ...(endpoint.timeToLiveInSeconds === undefined ? {} : { timeToLiveInSeconds: endpoint.timeToLiveInSeconds }),
      ...(endpoint.kmsKeyId === undefined ? {} : { kmsKeyId: endpoint.kmsKeyId }),
      ...(download === undefined ? {} : { modelDataDownloadTimeoutInSeconds: download }),
      ...(startup === undefined ? {} : { containerStartupHealthCheckTimeoutInSeconds: startup }),
    },
  };
}

/** Of a run that only trains. */
export const noHosting: HostingPlan = { rungs: [], instanceCount: 0, enableNetworkIsolation: false };

function rungOf(
  { spec, account, prices }: DecisionContext,
  { type, wait }: { type: string; wait: number },
  problems: Problem[],
): HostingRung {
  return {
    instanceType: type,
    capacityWaitInSeconds: wait,
    usdPerHour: priceOf(account.region, type, prices).usdPerHour,
    imageUri: attempt(problems, () => catalog.imageUri(spec, 'inference', type, account.region)),
    environment: catalog.inferenceEnvironment(spec, type),
    ...(spec.inference.volumeSize !== undefined && supportsVolumeSize(type)
      ? { volumeSizeInGB: spec.inference.volumeSize }
      : {}),
  };
}
