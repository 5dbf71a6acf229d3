import * as catalog from '../../../catalog/index.js';
import { defined } from '../../../contract/defined.js';
import { instancesOf } from '../../../contract/fleet.js';
import type { HostingPlan, HostingRung } from '../../../contract/run/plan.js';
import type { Problem } from '../../../contract/problems.js';
import type { HostingRequest } from '../../../contract/run/requests.js';
import type { Decision, DecisionInput } from '../decision-input.js';
import { priceSources } from '../decision-input.js';
import { hostingChanges } from './hosting-changes.js';
import { orProblem } from '../document-problems.js';
import { capacityWaits, typesOf } from '../instance-ladder.js';
import { priceOf } from '../cost/instance-price.js';
import { resolveUpdate } from './update-plan.js';
import { volumeKeyProblems } from '../local-disks.js';
import { hasLocalDisks } from '../volume-size.js';

/** The hosting half of a decision, with one rung for each instance type asked for. */
export function planHosting(
  input: DecisionInput<HostingRequest>,
  trainedOn: string | undefined,
): Decision<HostingPlan> {
  const { request, spec, buckets, live } = input;
  const problems: Problem[] = [];
  const { endpoint = {} } = request;
  const types = typesOf(endpoint.instanceType) ?? [
    orProblem(problems, () => catalog.defaultInstanceType(spec, 'inference', trainedOn)),
  ];
  problems.push(...volumeKeyProblems('endpoint.kmsKeyId', endpoint.kmsKeyId, types));
  const waits = capacityWaits(endpoint.capacityWaitInSeconds, types.length);
  return {
    problems,
    plan: defined({
      rungs: types.map((type, index) => rungOf(input, { type, wait: waits[index] ?? 0 }, problems)),
      // An update keeps the instances that are live: they are what it will cost.
      instanceCount: endpoint.instanceCount ?? (live === undefined ? 1 : Math.max(instancesOf(live), 1)),
      live,
      changes: live === undefined ? undefined : hostingChanges(live, types, endpoint.instanceCount),
      keepsInstanceCount: (endpoint.update !== undefined && endpoint.instanceCount === undefined) || undefined,
      enableNetworkIsolation: spec.inference.enableNetworkIsolation,
      repackScriptUri: catalog.isPrepacked(spec)
        ? undefined
        : orProblem(problems, () => catalog.scriptUri(spec, 'inference', buckets)),
      endpointName: endpoint.name,
      update: endpoint.update === undefined ? undefined : resolveUpdate(endpoint.update),
      timeToLiveInSeconds: endpoint.timeToLiveInSeconds,
      kmsKeyId: endpoint.kmsKeyId,
      modelDataDownloadTimeoutInSeconds: spec.inference.modelDataDownloadTimeout,
      containerStartupHealthCheckTimeoutInSeconds: spec.inference.containerStartupHealthCheckTimeout,
    }),
  };
}

/** Of a run that only trains. */
export const noHosting: HostingPlan = { rungs: [], instanceCount: 0, enableNetworkIsolation: false };

function rungOf(
  { spec, account, ...asked }: DecisionInput<HostingRequest>,
  { type, wait }: { type: string; wait: number },
  problems: Problem[],
): HostingRung {
  return defined({
    instanceType: type,
    capacityWaitInSeconds: wait,
    usdPerHour: priceOf(
      { region: account.region, instanceType: type, use: 'hosting' },
      priceSources({ spec, ...asked }),
    ).usdPerHour,
    imageUri: orProblem(problems, () => catalog.imageUri(spec, 'inference', type, account.region)),
    environment: catalog.inferenceEnvironment(spec, type),
    volumeSizeInGB: hasLocalDisks(type) ? undefined : spec.inference.volumeSize,
  });
}
